import type { ValidateFunction } from 'ajv/dist/2020';

import { contract, type DocumentedOperation } from './contract';
import { isAltered } from './records';
import type { LoggedRequest } from './request';
import { BASE, matchPath } from './router';

/** About how many records of a page are judged; in a longer page they are taken from all over it. */
const MAX_RECORDS = 24;
/** How many violations are told. */
const MAX_VIOLATIONS = 20;

/**
 * The second judge of what the stand-in is asked and what it responds: the OpenAPI document, which
 * shares no code with either side.
 */
export class Judge {
	private violations: string[] = [];
	private readonly paths = Object.keys(contract().document.paths);

	/** What went against the document since the last time; forgets it. */
	take(): string[] {
		const taken = this.violations;
		this.violations = [];
		return taken;
	}

	/**
	 * Judges a request. One that the stand-in refused may have wrong values, since a test may ask for
	 * a refusal; names and paths that HyperRep doesn't have are never right.
	 */
	judgeRequest(request: LoggedRequest, isRefused: boolean): void {
		const { operation, name } = this.find(request);
		if (operation === undefined) {
			this.note(name, 'is no path or method of the API');
			return;
		}
		const { query, body } = request;
		for (const each of request.queryNames) {
			if (!operation.queryNames.has(each)) this.note(name, `has no query parameter "${each}"`);
		}
		if (new Set(request.queryNames).size < request.queryNames.length) {
			this.note(name, 'has a query parameter twice');
		}
		if (isRefused) return;
		this.check(`${name}: query`, operation.query, { ...query });
		if (operation.body === undefined) {
			if (body !== undefined) this.note(name, 'takes no body');
			return;
		}
		if (!/^application\/json\b/i.test(String(request.headers['content-type']))) {
			this.note(name, 'takes application/json');
		}
		this.check(`${name}: body`, operation.body, body);
	}

	/** Judges a response that nothing has changed. */
	judgeResponse(request: LoggedRequest, status: number, body: unknown): void {
		const { operation, name } = this.find(request);
		if (operation === undefined) return;
		if (status >= 500) {
			this.note(name, `is a mistake of the stand-in: ${JSON.stringify(body)}`);
			return;
		}
		const { responses } = operation;
		const expected =
			responses.get(String(status)) ?? responses.get(`${String(status).charAt(0)}XX`);
		if (expected === undefined) {
			this.note(name, `does not respond with ${status}: ${JSON.stringify(body)?.slice(0, 200)}`);
			return;
		}
		if (typeof body === 'object' && body !== null && isAltered(body)) return;
		this.check(`${name}: response ${status}`, expected, sampled(body));
	}

	private find({ method, path }: LoggedRequest): {
		operation: DocumentedOperation | undefined;
		name: string;
	} {
		const template = this.paths.find((each) => matchPath(`${BASE}${each}`, path) !== undefined);
		if (template === undefined) return { operation: undefined, name: `${method} ${path}` };
		return {
			operation: contract().operation(method, template),
			name: `${method} ${template}`,
		};
	}

	private check(name: string, judge: ValidateFunction, value: unknown): void {
		if (judge(value)) return;
		for (const { instancePath, message, params } of judge.errors ?? []) {
			this.note(name, `${instancePath} ${message} ${JSON.stringify(params)}`);
		}
	}

	private note(name: string, what: string): void {
		if (this.violations.length < MAX_VIOLATIONS) this.violations.push(`${name} ${what}`);
	}
}

/** A page with some of its records, without those that a test has altered. */
function sampled(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || !('data' in body)) return body;
	const { data } = body;
	if (!Array.isArray(data)) return body;
	const step = Math.max(1, data.length / MAX_RECORDS);
	const sample: object[] = [];
	for (let n = 0; n < data.length; n += step) sample.push(data[Math.floor(n)] as object);
	const last = data.at(-1) as object | undefined;
	if (step > 1 && last !== undefined) sample.push(last);
	return { ...body, data: sample.filter((record) => !isAltered(record)) };
}

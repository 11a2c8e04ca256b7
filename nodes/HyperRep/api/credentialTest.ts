import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { isObject, type Answer } from './answer';
import { readBody } from './body';
import { readApiKey, readBaseUrl } from './credential';
import { Mask } from './Mask';
import { Explainer, type Explanation } from './messages';
import { toNoResponse } from './networkErrors';
import { readRetryAfter } from './retry';
import { urlOf } from './url';
import { wait } from './wait';

const PATH = ['organizations'];
const TOLD = { path: PATH, purpose: { doing: 'read the organizations', labels: new Map() } };

/** For all of the test, in milliseconds. n8n's request has a limit for its pauses only. */
const TIME_LIMIT = 20_000;

/** A larger answer is not a list of organizations. */
const MAX_BYTES = 10_000_000;

/** How long the test waits before it tries again, where HyperRep does not say it; in milliseconds. */
const WAIT = 1_000;

/**
 * Tests a credential by reading the organizations. It is a function, and not a test request in the
 * credential, because n8n shows only the status of those, and HyperRep answers 403 to every key that it
 * refuses: what to do is in its reason (invalid, inactive, expired).
 */
export async function testHyperRepApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const apiKey = readApiKey(data.apiKey);
		const baseUrl = readBaseUrl(data.baseUrl);
		const explainer = new Explainer(baseUrl, new Mask(apiKey));
		const answer = await ask(this.helpers.request, urlOf(baseUrl, PATH), apiKey);
		return judge(answer, explainer);
	} catch (error) {
		return refused({ message: error instanceof Error ? error.message : 'The test did not run' });
	}
}

function judge(answer: Answer, explainer: Explainer): INodeCredentialTestResult {
	const body = answer.kind === 'response' && answer.status === 200 ? answer.body : undefined;
	if (!isObject(body) || !Array.isArray(body.data)) return refused(explainer.answer(answer, TOLD));
	if (body.data.length > 0) return { status: 'OK', message: 'Connection successful!' };
	return refused({
		message: 'The API key works, but it reaches no organization',
		description: 'Give it access to one in HyperRep.',
	});
}

/** Tries once more where HyperRep is busy. */
async function ask(
	request: ICredentialTestFunctions['helpers']['request'],
	url: string,
	apiKey: string,
): Promise<Answer> {
	const until = Date.now() + TIME_LIMIT;
	const answer = await sendOnce(request, url, apiKey, TIME_LIMIT);
	if (answer.kind !== 'response' || ![429, 503].includes(answer.status)) return answer;
	const pause = readRetryAfter(answer) || WAIT;
	if (Date.now() + pause >= until) return answer;
	await wait(pause);
	return await sendOnce(request, url, apiKey, until - Date.now());
}

/** Sends the request; it is ended, with its connection and its memory, when its time is over. */
async function sendOnce(
	request: ICredentialTestFunctions['helpers']['request'],
	url: string,
	apiKey: string,
	timeLimit: number,
): Promise<Answer> {
	const timeUp = AbortSignal.timeout(Math.ceil(timeLimit));
	try {
		// The only way to send a request that n8n gives to a credential test.
		const response: unknown = await request({
			method: 'GET',
			uri: url,
			headers: { 'X-API-KEY': apiKey, Accept: 'application/json' },
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			useStream: true,
			timeout: Math.ceil(timeLimit),
			// n8n's request takes no signal, but hands these options to the socket, which takes one.
			agentOptions: { signal: timeUp },
		});
		const { statusCode, headers, body } = response as {
			statusCode: number;
			headers: Record<string, string>;
			body: unknown;
		};
		const read = await readBody(body, headers, timeUp, MAX_BYTES);
		return { kind: 'response', status: statusCode, headers, body: read };
	} catch (error) {
		const answer = toNoResponse(error, timeUp.aborted);
		if (answer === undefined) throw error;
		return answer;
	}
}

function refused({
	message,
	description,
}: Pick<Explanation, 'message'> & Partial<Explanation>): INodeCredentialTestResult {
	return { status: 'Error', message: description ? `${message}. ${description}` : message };
}

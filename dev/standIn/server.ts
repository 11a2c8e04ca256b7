/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

import type { CallSettings } from './call';
import { carryOut } from './carryOut';
import { Faults, sendTruncated, type Fault } from './faults';
import { idWriter, stableIdentifiers, type Identifiers, type IdWriter } from './identifiers';
import { Judge } from './judge';
import { close, listen, urlOf } from './loopback';
import { now, type Microseconds } from './microseconds';
import { RateLimiter } from './rateLimit';
import type { StandInOptions } from './options';
import type { RecordList, StoredRecord } from './records';
import { newRequest, readBody, type LoggedRequest } from './request';
import { Organization, type ListOrder, type OrganizationOptions } from './store';

export { API_KEY } from './carryOut';
export type { StandInOptions } from './options';

/**
 * HyperRep's API over HTTP on loopback, as its documentation describes it. What the documentation
 * leaves open (orders, identifiers, length of pages, cursors, what dates compare) can be chosen.
 */
export class StandIn {
	readonly faults = new Faults();
	readonly organizations: Organization[] = [];
	/** Every request since the start or the last `forget`. */
	requests: LoggedRequest[] = [];
	/** How many requests are under way, and how many were at the most. */
	inFlight = 0;
	mostInFlight = 0;

	readonly identifiers: Identifiers;
	readonly clock: () => Microseconds;
	latency: number;
	longestPage: number;
	/** Collects what goes against the API's document; `stop` throws it. */
	private readonly judge: Judge | undefined;
	/** Counts what it refused; can be exchanged. */
	rateLimiter: RateLimiter | undefined;
	private lastNumber = 0;
	private readonly passed = new Map<number, StoredRecord>();
	private readonly idWriter: IdWriter;
	private readonly server = createServer((request, response) => {
		void this.handle(request, response);
	});

	constructor(private readonly options: StandInOptions = {}) {
		this.identifiers = options.identifiers ?? stableIdentifiers;
		this.idWriter = idWriter(this.identifiers);
		this.judge = (options.isJudged ?? true) ? new Judge() : undefined;
		this.rateLimiter = options.rateLimit && new RateLimiter(options.rateLimit);
		this.clock = options.clock ?? now;
		this.latency = options.latency ?? 0;
		this.longestPage = options.longestPage ?? 500;
		this.server.keepAliveTimeout = 60_000;
	}

	/** @param port a free one by default */
	async start(port = 0): Promise<this> {
		await listen(this.server, port);
		return this;
	}

	/** @throws Error with what went against the API's document since the start */
	async stop(): Promise<void> {
		await close(this.server);
		const violations = this.takeViolations();
		if (violations.length === 0) return;
		throw new Error(`HyperRep's API is not like this:\n${violations.join('\n')}`);
	}

	/** What went against the API's document so far. A test takes what it has done on purpose. */
	takeViolations(): string[] {
		return this.judge?.take() ?? [];
	}

	/** Its base URL. */
	get url(): string {
		return urlOf(this.server);
	}

	/** @param options the order of its lists, or all that it does otherwise than the stand-in */
	addOrganization(name: string, options: ListOrder | OrganizationOptions = {}): Organization {
		const organization = new Organization(
			this.nextNumber(),
			name,
			{ ...this.options, ...(typeof options === 'string' ? { order: options } : options) },
			() => this.nextNumber(),
			() => this.clock(),
		);
		this.organizations.push(organization);
		return organization;
	}

	/** An identifier as this response would write it. */
	idOf(kind: string, record: { number: number }): string {
		return this.identifiers.encode({ kind, number: record.number });
	}

	/** Waits until `count` requests are under way at once, or have been. */
	async untilInFlight(count: number): Promise<void> {
		while (this.mostInFlight < count) await nextTurn();
	}

	/** Forgets the requests so far. */
	forget(): void {
		this.requests = [];
		this.mostInFlight = 0;
	}

	/** A record of a list, such as `organization.sales`, as this response would show it. */
	show<T extends StoredRecord, F extends object>(
		list: RecordList<T, F>,
		record: T,
	): Record<string, unknown> {
		return list.shown(record, this.idWriter);
	}

	private nextNumber(): number {
		return ++this.lastNumber;
	}

	private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		response.on('close', () => this.inFlight--);
		const request = newRequest(message);
		this.requests.push(request);
		response.on('close', () => {
			request.status = response.writableEnded ? response.statusCode : 0;
		});
		try {
			await readBody(message, request);
		} catch {
			return; // the client is gone
		}
		if (this.latency > 0) await wait(this.latency);
		await this.respond(request, response, this.faults.next(request));
	}

	private async respond(request: LoggedRequest, response: ServerResponse, fault?: Fault) {
		response.sendDate = false;
		if (this.options.tellsTime ?? true) {
			const time = this.clock() + (this.options.dateAhead ?? 0);
			response.setHeader('Date', new Date(Math.floor(time / 1000)).toUTCString());
		}
		switch (fault?.kind) {
			case 'silence':
			case 'reset':
				this.judge?.judgeRequest(request, false);
				if (fault.kind === 'reset') response.destroy();
				return;
			case 'status':
				this.judge?.judgeRequest(request, false);
				for (const [name, value] of Object.entries(fault.headers ?? {})) {
					response.setHeader(name, value);
				}
				this.send(request, response, fault.status, fault.body ?? '', fault.type ?? 'text/html');
				return;
			case 'meanwhile':
				await fault.act();
				break;
			default:
		}
		const refusal = this.rateLimiter?.refuse();
		if (refusal !== undefined) {
			this.judge?.judgeRequest(request, false);
			const { retryAfter } = refusal;
			if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
			this.send(request, response, 429, 'Too Many Requests', 'text/plain');
			return;
		}
		let { status, body } = carryOut(request, this.options, this.callSettings);
		this.judge?.judgeRequest(request, status >= 400);
		this.judge?.judgeResponse(request, status, body);
		if (fault?.kind === 'change') {
			[status, body] = [200, fault.change(body as Record<string, unknown>)];
		}
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		if (fault?.kind === 'truncate') {
			sendTruncated(response, text, fault.length ?? true);
			return;
		}
		if (fault?.kind === 'afterwards') {
			if (fault.status === undefined) {
				response.destroy();
				return;
			}
			status = fault.status;
		}
		this.send(request, response, status, text, 'application/json');
	}

	private send(
		request: LoggedRequest,
		response: ServerResponse,
		status: number,
		text: string,
		type: string,
	) {
		response.statusCode = status;
		response.setHeader('Content-Type', type);
		request.bytes = Buffer.byteLength(text);
		response.setHeader('Content-Length', request.bytes);
		response.end(text);
	}

	private get callSettings(): CallSettings {
		return {
			identifiers: this.identifiers,
			clock: this.clock,
			organizations: this.organizations,
			longestPage: this.longestPage,
			cursors: this.options.cursors ?? 'position',
			passed: this.passed,
		};
	}
}

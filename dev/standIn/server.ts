/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

import { Faults, sendTruncated, type Fault, type LoggedRequest } from './faults';
import { stableIdentifiers, type Identifiers } from './identifiers';
import { close, listen, urlOf } from './loopback';
import { now, toTimestamp, type Microseconds } from './microseconds';
import { readNewContact } from './newContact';
import { cutPage, type Page } from './paging';
import { Refusal } from './refusal';
import {
	Organization,
	type ListOrder,
	type StoredCompany,
	type StoredContact,
	type StoredConversation,
} from './store';

export const API_KEY = 'hr_test_key_of_the_stand_in';

export interface StandInOptions {
	order?: ListOrder;
	identifiers?: Identifiers;
	/** `position` moves with what comes and goes in front of it, `record` does not. */
	cursors?: 'position' | 'record';
	/** Pages are never longer, whatever `limit` says. */
	longestPage?: number;
	/** How long each request takes, in milliseconds. */
	latency?: number;
	/** The server's clock, for `created_at` and the `Date` header. */
	clock?: () => Microseconds;
	/** Whether answers have a `Date` header; they do unless told. */
	tellsTime?: boolean;
	/** By how much the `Date` header is ahead of the clock of the contacts, in microseconds. */
	dateAhead?: number;
	/** Keys that are refused, with the reason. */
	refusedKeys?: Record<string, string>;
}

/**
 * HyperRep's API over HTTP on loopback, as its documentation describes it: organizations, contacts,
 * their conversations, and companies. What the documentation leaves open (order, identifiers, length of
 * pages, cursors) can be chosen.
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
	private lastNumber = 0;
	private readonly passed = new Map<number, StoredContact>();
	private readonly server = createServer((request, response) => {
		void this.handle(request, response);
	});

	constructor(private readonly options: StandInOptions = {}) {
		this.identifiers = options.identifiers ?? stableIdentifiers;
		this.clock = options.clock ?? now;
		this.latency = options.latency ?? 0;
		this.longestPage = options.longestPage ?? 500;
		this.server.keepAliveTimeout = 60_000;
	}

	/** @param port a free one unless told */
	async start(port = 0): Promise<this> {
		await listen(this.server, port);
		return this;
	}

	async stop(): Promise<void> {
		await close(this.server);
	}

	get url(): string {
		return urlOf(this.server);
	}

	addOrganization(name: string, order: ListOrder = this.options.order ?? 'newestFirst') {
		const organization = new Organization(
			this.nextNumber(),
			name,
			order,
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

	/** Waits until so many requests are under way, or have been. */
	async untilInFlight(count: number): Promise<void> {
		while (this.mostInFlight < count) await nextTurn();
	}

	forget(): void {
		this.requests = [];
		this.mostInFlight = 0;
	}

	showContact(contact: StoredContact): Record<string, unknown> {
		return {
			contact_id: this.idOf('contact', contact),
			name: contact.name,
			email: contact.email,
			phone_number: contact.phone_number,
			created_at: toTimestamp(contact.createdAt),
			company_id:
				contact.company === null ? null : this.idOf('company', { number: contact.company }),
			custom_fields: contact.custom_fields,
			company_role: contact.company_role,
			...contact.extra,
		};
	}

	showConversation(conversation: StoredConversation): Record<string, unknown> {
		return {
			conversation_id: this.idOf('conversation', conversation),
			start_at: toTimestamp(conversation.startAt),
			last_activity_at: toTimestamp(conversation.lastActivityAt),
			folder: conversation.folder,
			is_read: conversation.isRead,
			contact_id: this.idOf('contact', { number: conversation.contact }),
		};
	}

	showCompany(company: StoredCompany): Record<string, unknown> {
		return {
			company_id: this.idOf('company', company),
			name: company.name,
			custom_fields: {},
			domain: company.domain,
			address: null,
			agent_id: null,
			created_at: toTimestamp(company.createdAt),
		};
	}

	private nextNumber(): number {
		return ++this.lastNumber;
	}

	private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		this.inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		response.on('close', () => this.inFlight--);
		const request = await this.log(message);
		response.on('close', () => {
			request.status = response.writableEnded ? response.statusCode : 0;
		});
		if (this.latency > 0) await wait(this.latency);
		await this.answer(request, response, this.faults.next(request));
	}

	private async log(message: IncomingMessage): Promise<LoggedRequest> {
		const [path, search = ''] = (message.url ?? '/').split('?', 2);
		const request: LoggedRequest = {
			method: message.method ?? 'GET',
			path,
			query: Object.fromEntries(new URLSearchParams(search)),
			headers: message.headers,
			body: undefined,
			status: 0,
			bytes: 0,
			records: 0,
		};
		this.requests.push(request);
		const chunks: Buffer[] = [];
		for await (const chunk of message) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		try {
			request.body = text === '' ? undefined : JSON.parse(text);
		} catch {
			request.body = text; // judged by the endpoint
		}
		return request;
	}

	private async answer(request: LoggedRequest, response: ServerResponse, fault?: Fault) {
		response.sendDate = false;
		if (this.options.tellsTime ?? true) {
			const time = this.clock() + (this.options.dateAhead ?? 0);
			response.setHeader('Date', new Date(Math.floor(time / 1000)).toUTCString());
		}
		switch (fault?.kind) {
			case 'silence':
				return;
			case 'reset':
				response.destroy();
				return;
			case 'status':
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
		let { status, body } = this.carryOut(request);
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

	private carryOut(request: LoggedRequest): { status: number; body: unknown } {
		try {
			this.checkKey(request.headers['x-api-key']);
			return { status: request.method === 'POST' ? 201 : 200, body: this.route(request) };
		} catch (error) {
			// Anything but a refusal is a mistake of the stand-in, which is to show as one.
			const { status, detail } = error instanceof Refusal ? error : new Refusal(500, String(error));
			return { status, body: { detail } };
		}
	}

	private checkKey(key: string | string[] | undefined): void {
		if (key === undefined || key === '') throw new Refusal(403, 'Missing API Key');
		const reason = this.options.refusedKeys?.[String(key)];
		if (reason !== undefined) throw new Refusal(403, reason);
		if (key !== API_KEY) throw new Refusal(403, 'Invalid API Key');
	}

	private route(request: LoggedRequest): unknown {
		const [, api, version, resource, organizationId, collection, recordId, inner, ...rest] =
			request.path.split('/').map(decodeSegment);
		const known = api === 'api' && version === 'v2' && resource === 'organizations';
		if (!known || rest.length > 0) throw new Refusal(404, 'Not Found');
		if (organizationId === undefined) return this.listOrganizations(request);
		const organization = this.find('organization', organizationId, this.organizations);
		const target = [collection, recordId === undefined ? '' : 'id', inner ?? ''].join('/');
		switch (`${request.method} ${target}`) {
			case 'GET contacts//':
				return this.listContacts(organization, request);
			case 'POST contacts//':
				return this.createContact(organization, request);
			case 'GET contacts/id/':
				return this.showContact(this.findContact(organization, recordId));
			case 'GET contacts/id/conversations':
				return this.listConversations(organization, recordId, request);
			case 'GET companies//':
				return this.listCompanies(organization, request);
			default:
				throw new Refusal(404, 'Not Found');
		}
	}

	private listOrganizations(request: LoggedRequest) {
		if (request.method !== 'GET') throw new Refusal(405, 'Method Not Allowed');
		const data = this.organizations.map((organization) => ({
			organization_id: this.idOf('organization', organization),
			name: organization.name,
		}));
		request.records = data.length;
		return { data };
	}

	private listContacts({ number, contacts }: Organization, request: LoggedRequest) {
		const page = cutPage(contacts.visible(), request.query, `contacts of ${number}`, {
			longestPage: this.longestPage,
			keyset: this.options.cursors === 'record' ? this.keysetOf(contacts) : undefined,
		});
		return showPage(request, page, (contact) => this.showContact(contact));
	}

	/** Cursors that name the last record of a page, as it was then. */
	private keysetOf(contacts: Organization['contacts']) {
		return {
			key: (contact: StoredContact) => {
				this.passed.set(contact.number, { ...contact });
				return contact.number;
			},
			find: (number: number) => {
				const contact = this.passed.get(number);
				if (contact === undefined) throw new Refusal(400, 'Invalid cursor');
				return contacts.positionAfter(contact);
			},
		};
	}

	private createContact(organization: Organization, request: LoggedRequest) {
		const fields = readNewContact(request.body, (identifier) => {
			const reference = this.identifiers.decode(identifier);
			if (reference?.kind !== 'company') return undefined;
			return organization.companies.find(({ number }) => number === reference.number)?.number;
		});
		return this.showContact(organization.contacts.create(fields));
	}

	private listConversations(organization: Organization, contactId: string, request: LoggedRequest) {
		const contact = this.findContact(organization, contactId);
		const { start_date: startDate, end_date: endDate } = request.query;
		const start = readDate(startDate, 'start_date') ?? -Infinity;
		const end = readDate(endDate, 'end_date') ?? Infinity;
		if (start > end) {
			throw new Refusal(400, 'start_date must be less than or equal to end_date');
		}
		const found = organization.conversations.filter(
			(conversation) =>
				conversation.contact === contact.number &&
				conversation.startAt >= start &&
				conversation.startAt <= end,
		);
		const list = `conversations of ${contact.number} from ${startDate} to ${endDate}`;
		const page = cutPage(found, request.query, list, { longestPage: this.longestPage });
		return showPage(request, page, (conversation) => this.showConversation(conversation));
	}

	private listCompanies({ number, companies }: Organization, request: LoggedRequest) {
		const page = cutPage(companies, request.query, `companies of ${number}`, {
			longestPage: this.longestPage,
		});
		return showPage(request, page, (company) => this.showCompany(company));
	}

	private findContact({ contacts }: Organization, identifier: string): StoredContact {
		const reference = this.identifiers.decode(identifier);
		if (reference?.kind !== 'contact') throw new Refusal(400, 'Invalid contact_id');
		const contact = contacts.get(reference.number);
		if (contact === undefined) throw new Refusal(404, 'Contact not found');
		return contact;
	}

	private find<T extends { number: number }>(kind: string, identifier: string, all: T[]): T {
		const reference = this.identifiers.decode(identifier);
		const found = reference?.kind === kind && all.find(({ number }) => number === reference.number);
		if (!found) throw new Refusal(400, `Invalid ${kind}_id`);
		return found;
	}
}

function showPage<T>(
	request: LoggedRequest,
	{ records, limit, cursor, nextCursor }: Page<T>,
	show: (record: T) => unknown,
) {
	request.records = records.length;
	return {
		data: records.map(show),
		pagination: { limit, cursor, next_cursor: nextCursor, has_more: nextCursor !== null },
	};
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment; // no identifier, so it is refused as one
	}
}

function readDate(text: string | undefined, name: string): Microseconds | undefined {
	if (text === undefined) return undefined;
	const milliseconds = /(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(milliseconds)) {
		throw Refusal.invalid(['query', name], 'Input should be a valid datetime with an offset');
	}
	return milliseconds * 1000;
}

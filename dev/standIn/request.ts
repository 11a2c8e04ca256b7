/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import type { IncomingMessage } from 'node:http';

/** What a request to the stand-in was, as its log keeps it. */
export interface LoggedRequest {
	method: string;
	/** The path as it was sent, still percent-encoded. */
	path: string;
	query: Record<string, string>;
	/** The names of the query as they were sent, one that came twice included. */
	queryNames: string[];
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
	/** The response: its status (0 where the connection was ended), bytes, and records in `data`. */
	status: number;
	bytes: number;
	records: number;
}

/** A request before its body was read. */
export function newRequest({ method = 'GET', url = '/', headers }: IncomingMessage): LoggedRequest {
	const [path = '/', search = ''] = url.split('?', 2);
	const query = [...new URLSearchParams(search)];
	return {
		method,
		path,
		query: Object.fromEntries(query),
		queryNames: query.map(([name]) => name),
		headers,
		body: undefined,
		status: 0,
		bytes: 0,
		records: 0,
	};
}

/** Reads a request's body. @throws Error where the client ends the connection before */
export async function readBody(message: IncomingMessage, request: LoggedRequest): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		request.body = text === '' ? undefined : JSON.parse(text);
	} catch {
		request.body = text; // judged by the endpoint
	}
}

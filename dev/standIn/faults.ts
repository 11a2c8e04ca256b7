/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import type { ServerResponse } from 'node:http';

import type { LoggedRequest } from './request';

/** One thing that can go wrong. */
export type Fault =
	/** A response of a proxy or of HyperRep itself; `body` is sent as it is. */
	| {
			kind: 'status';
			status: number;
			headers?: Record<string, string>;
			body?: string;
			type?: string;
	  }
	/**
	 * The connection ends before (`reset`) or within (`truncate`) the response; `truncate` with `length: false`
	 * ends it without saying how long it should have been.
	 */
	| { kind: 'reset' }
	| { kind: 'truncate'; length?: boolean }
	/** No response at all until the server stops. */
	| { kind: 'silence' }
	/** The request is carried out, and then the connection ends or the status says otherwise. */
	| { kind: 'afterwards'; status?: number }
	/** The response is changed before it is sent. */
	| { kind: 'change'; change: (response: Record<string, unknown>) => unknown }
	/** Something happens on the server between this request and its response. */
	| { kind: 'meanwhile'; act: () => void | Promise<void> };

/** Which requests a fault meets. */
export interface FaultRule {
	fault: Fault;
	/** How many matching requests go by unharmed first; none by default. */
	skip?: number;
	/** How many requests it meets; all by default. */
	times?: number;
	matches?: (request: LoggedRequest) => boolean;
}

/** The faults that are set up, in the order in which they are tried. */
export class Faults {
	private rules: Array<Required<FaultRule>> = [];

	/** Sets up a fault. It is tried after those before it. */
	add({ fault, skip = 0, times = Infinity, matches = () => true }: FaultRule): void {
		this.rules.push({ fault, skip, times, matches });
	}

	/** Sets up a fault that is tried before all others. */
	addFirst(rule: FaultRule): void {
		this.add(rule);
		this.rules.unshift(...this.rules.splice(-1));
	}

	/** Takes all faults away. */
	clear(): void {
		this.rules = [];
	}

	/** The fault that this request meets, if any; counts it. */
	next(request: LoggedRequest): Fault | undefined {
		for (const rule of this.rules) {
			if (rule.times <= 0 || !rule.matches(request)) continue;
			if (rule.skip > 0) {
				rule.skip--;
				continue;
			}
			rule.times--;
			return rule.fault;
		}
		return undefined;
	}
}

/** Sends half of `text`, with or without the length of the whole, and ends the connection. */
export function sendTruncated(response: ServerResponse, text: string, withLength: boolean): void {
	response.statusCode = 200;
	response.setHeader('Content-Type', 'application/json');
	if (withLength) response.setHeader('Content-Length', Buffer.byteLength(text));
	else response.setHeader('Connection', 'close');
	const half = text.slice(0, Math.ceil(text.length / 2));
	if (withLength) response.write(half, () => response.destroy());
	else response.end(half);
}

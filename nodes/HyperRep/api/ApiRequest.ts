import type { IDataObject } from 'n8n-workflow';

import type { Labels } from './explaining/labels';

/** What a request is for, in the user's words. */
export interface Purpose {
	/** Completes "Could not …", e.g. `get the sale`. */
	doing: string;
	/** The user's value that it is about, e.g. an ID. */
	value?: string;
	/** The parameters to check when it fails. */
	labels: Labels;
	/** For writes: what to look for in HyperRep if it is in doubt. */
	trace?: string;
	/** For writes: the sentence that says so, e.g. `The draft may have been created anyway`. */
	mayExist?: string;
}

/** A message and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

/** A request, independent of the credential that it is sent with. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** Below `/api/v2`; each segment is percent-encoded. */
	path: string[];
	query?: Record<string, string>;
	body?: IDataObject;
	purpose: Purpose;
	/** Called before it fails in doubt, that is, it may have been carried out. */
	onDoubt?(explanation: Explanation): void;
}

/** When to stop trying. */
export interface Deadline {
	/** Ends requests in flight, and waits. */
	cancel?: AbortSignal;
	/** In epoch milliseconds by this machine's clock: no wait goes beyond it. */
	until?: number;
}

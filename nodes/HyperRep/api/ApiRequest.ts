import type { IDataObject } from 'n8n-workflow';

import type { Explanation, Purpose } from './explaining/messages';

/** A request, before it is known where HyperRep is and by which key. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** Below `/api/v2`; each segment is percent-encoded. */
	path: string[];
	query?: Record<string, string>;
	body?: IDataObject;
	purpose: Purpose;
	/** Called before it fails in doubt: nobody knows whether it was carried out. */
	onDoubt?(explanation: Explanation): void;
}

/** When to stop trying. */
export interface Deadline {
	/** Ends what is under way, waits included. */
	cancel?: AbortSignal;
	/** Of this machine's clock in epoch milliseconds: no wait goes beyond it. */
	until?: number;
}

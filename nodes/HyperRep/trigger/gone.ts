import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../errors/ApiError';
import type { Client } from '../api/Client';
import type { RecordKind } from '../resources/RecordKind';

/** Answers that say that a record cannot be read any more. */
const GONE = ['400', '404', '410', '422'];

/** Whether HyperRep no longer has what was asked for. */
export const isGone = (error: unknown): boolean =>
	error instanceof ApiError && GONE.includes(error.httpCode ?? '');

/**
 * Reads a record as it is now.
 *
 * @param doing completes "Could not …" in messages
 * @returns `undefined` where HyperRep no longer has it
 */
export async function getUnlessGone(
	client: Client,
	{ path, idField }: RecordKind,
	id: string,
	doing: string,
): Promise<IDataObject | undefined> {
	return await client
		.get({ path: [path, id], idField, purpose: { doing, labels: new Map() } })
		.catch((error: unknown) => (isGone(error) ? undefined : Promise.reject(error)));
}

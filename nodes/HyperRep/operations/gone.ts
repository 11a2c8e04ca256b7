import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/Client';
import { ApiError } from '../errors/ApiError';
import { InputError } from '../errors/InputError';
import type { RecordKind } from './RecordKind';

/**
 * Whether an error means that HyperRep no longer has a record: a 404 or 410 with its own JSON (`{"detail":
 * "Sale not found"}`), or a 400 about the record's ID (`Invalid sale_id`). A proxy's web page says nothing
 * about a record, and a 422 refuses the form of the request.
 */
export function isGone(error: unknown, { idField }: RecordKind): boolean {
	if (!(error instanceof ApiError) || error.detail === undefined) return false;
	if (error.httpCode === '400') return error.detail.toLowerCase().includes(idField);
	return error.httpCode === '404' || error.httpCode === '410';
}

/** Whether an error means that HyperRep rejects an ID, in any words but those about the organization. */
export function isRejectedId(error: unknown): boolean {
	if (!(error instanceof ApiError) || error.httpCode !== '400') return false;
	return error.detail !== undefined && !error.detail.includes('organization');
}

/** What is read for a record; `undefined` if HyperRep no longer has it, or its ID is impossible, such as `..`. */
export async function unlessGone<T>(reading: Promise<T>, kind: RecordKind): Promise<T | undefined> {
	return await reading.catch((error: unknown) =>
		error instanceof InputError || isGone(error, kind) ? undefined : Promise.reject(error),
	);
}

/**
 * Reads a record as it is now.
 *
 * @param doing completes "Could not …" in messages
 * @returns `undefined` if HyperRep no longer has it
 * @throws ApiError if HyperRep fails in any other way
 */
export async function getUnlessGone(
	client: Client,
	kind: RecordKind,
	id: string,
	doing: string,
): Promise<IDataObject | undefined> {
	const { path, idField } = kind;
	const request = { path: [path, id], idField, purpose: { doing, labels: new Map() } };
	return await unlessGone(client.get(request), kind);
}

import type { IDataObject } from 'n8n-workflow';

import { quote } from '../errors/wording';
import type { Scope } from './Operation';
import { pathOf, type RecordKind } from './RecordKind';

/**
 * Creates a record of a kind.
 *
 * @param body what to send; fields without a value are left out
 * @param value by what a user recognizes the record, e.g. its name
 * @throws ApiError, which says so where nobody knows whether the record was created
 */
export async function createRecord(
	kind: RecordKind,
	{ client, purpose }: Pick<Scope, 'client' | 'purpose'>,
	body: Record<string, unknown>,
	value: string,
): Promise<IDataObject> {
	const { noun, idField } = kind;
	return await client.create({
		path: pathOf(kind),
		body: withoutEmpty(body),
		idField,
		purpose: {
			...purpose(`create the ${noun}`, value),
			trace: `the ${noun} ${quote(value)}`,
			mayExist: `The ${noun} may have been created anyway`,
		},
	});
}

/** Only what was given. */
export function withoutEmpty(body: Record<string, unknown>): IDataObject {
	const given = Object.entries(body).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as IDataObject;
}

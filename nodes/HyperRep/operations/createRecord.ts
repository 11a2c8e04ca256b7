import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/Client';
import { quote } from '../errors/wording';
import type { Parameter } from '../parameters/Parameter';
import type { Creations } from '../sharing/Creations';
import { lastMinute } from '../sharing/LastMinute';
import { keysOf } from './findOrCreate/matchKeys';
import { operation, type Scope } from './Operation';
import { pathOf, type RecordKind } from './RecordKind';

/** What a record is created from. */
export interface NewRecord {
	/** In HyperRep's names; fields without a value are left out. */
	body: Record<string, unknown>;
	/** What a user recognizes the record by, e.g. its name. */
	value: string;
}

/** Create: one record of a kind. */
export function create(kind: RecordKind, record: Parameter<NewRecord>, description: string) {
	return operation({
		option: { name: 'Create', value: 'create', action: `Create ${kind.noun}`, description },
		parameters: { record },
		restAdvice: "Run only the rest, or use 'Find or Create'.",
		execute: async (scope) => [await createRecord(kind, scope, scope.values.record)],
	});
}

/**
 * Creates a record of a kind. Searches for its keys find it within the next minute, even if they have read
 * the list before.
 *
 * @throws ApiError, which says if the record may have been created anyway
 */
export async function createRecord(
	kind: RecordKind,
	{ client, purpose }: Pick<Scope, 'client' | 'purpose'>,
	{ body, value }: NewRecord,
): Promise<IDataObject> {
	const { noun, idField } = kind;
	const request = {
		path: pathOf(kind),
		body: withoutEmpty(body),
		idField,
		purpose: {
			...purpose(`create the ${noun}`, value),
			trace: `the ${noun} ${quote(value)}`,
			mayExist: `The ${noun} may have been created anyway`,
		},
	};
	try {
		const ownKeys = keysOf(kind, body);
		return await creationsOf(kind, client).create(ownKeys, async () => client.create(request));
	} finally {
		lastMinute.noteCreations();
	}
}

/** What this process has created in the list of a kind. */
export function creationsOf(kind: RecordKind, client: Client): Creations {
	return lastMinute.creationsOf(client, { path: pathOf(kind) }, (record) => keysOf(kind, record));
}

/** The fields of a body that have a value. */
export function withoutEmpty(body: Record<string, unknown>): IDataObject {
	const given = Object.entries(body).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as IDataObject;
}

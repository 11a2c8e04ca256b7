import type { IDataObject } from 'n8n-workflow';

import type { RecordKind } from '../operations/RecordKind';
import type { Search } from './listMethod';
import { valueSearch, valuesInUse } from './valuesInUse';
import { isObject } from '../values/objects';

const whatOf = ({ plural }: RecordKind) => `custom fields of ${plural}`;

const namesIn = ({ custom_fields: fields }: IDataObject) =>
	Object.keys(isObject(fields) ? fields : {});

/** The names of the custom fields that records of a kind have, in alphabetical order. */
export async function customFieldNames(kind: RecordKind, search: Search): Promise<string[]> {
	return await valuesInUse(kind, whatOf(kind), namesIn, search);
}

/** The list search method for the names of custom fields. */
export const customFieldSearch = (kind: RecordKind) => valueSearch(kind, whatOf(kind), namesIn);

import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { toNodeError } from '../errors/toNodeError';
import { CUSTOM_FIELD, type Columns } from '../operations/columns/Columns';
import { beginSearch } from './listMethod';
import { customFieldNames, valuesInUse } from './valuesInUse';

/** n8n's method for the columns that a record can be created from, custom fields included. */
export function columnsMethod({ kind, columns }: Columns) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		try {
			const names = await valuesInUse(customFieldNames(kind), await beginSearch(this));
			return {
				fields: [
					...columns.map(({ apiName, label }) => toMapperField(apiName, label)),
					...names.map((name) => toMapperField(`${CUSTOM_FIELD}${name}`, `Custom Field: ${name}`)),
				],
			};
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

const toMapperField = (id: string, displayName: string): ResourceMapperField => ({
	id,
	displayName,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	// If it is missing, n8n adds it after the first run, and then says that parameters have changed.
	removed: false,
});

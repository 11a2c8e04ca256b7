import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../values/objects';

/** An object in a record; an empty one if it is missing, since details differ by organization. */
export function objectIn(record: IDataObject, field: string): IDataObject {
	const value = record[field];
	return isObject(value) ? value : {};
}

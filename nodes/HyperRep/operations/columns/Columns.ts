import type { ApiParameterText } from '../../parameters/Parameter';
import type { RecordKind } from '../RecordKind';

/** A field of a record that a column of the input can fill. */
export interface Column {
	/** HyperRep's name for it, which is also its ID in n8n's mapper. */
	field: string;
	/** Its label in the panel. */
	label: string;
	/** The parameter that holds it when fields are entered one by one. */
	parameter: string;
	/** Whether that is one of the Additional Fields. */
	isAdditional: boolean;
}

/** The column that fills a parameter of its own. */
export function columnOf({ label, name, apiName }: ApiParameterText): Column {
	return { field: apiName, label, parameter: name, isAdditional: false };
}

/** The column that fills one of the Additional Fields. */
export function additionalColumnOf(parameter: ApiParameterText): Column {
	return { ...columnOf(parameter), isAdditional: true };
}

/** The column with the ID of another record, which is one of the Additional Fields. */
export function idColumnOf({ label, parameter, idField }: RecordKind): Column {
	return additionalColumnOf({ label: `${label} ID`, name: parameter, apiName: idField });
}

/** How columns of the input become a record: n8n's mapper loads them by a method of the node. */
export interface Columns {
	columns: readonly Column[];
	kind: RecordKind;
	/** The name of the node's resource mapping method. */
	method: string;
	/** The name of the list search method for the custom fields that records of this kind have. */
	customFieldsMethod: string;
}

/** The ID of a custom field in n8n's mapper begins with this. */
export const CUSTOM_FIELD = 'custom_fields.';

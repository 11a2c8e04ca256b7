import type { ApiParameterText } from '../../parameters/Parameter';
import type { RecordKind } from '../RecordKind';

/**
 * A field of a record that a column of the input can fill: the parameter that holds it when fields are entered one
 * by one. HyperRep's name for it is also its ID in n8n's mapper.
 */
export interface Column extends ApiParameterText {
	/** Whether it is one of the Additional Fields. */
	isAdditional?: boolean;
}

/** The column with the ID of another record, which is one of the Additional Fields. */
export const idColumnOf = ({ label, parameter, idField }: RecordKind): Column => ({
	label: `${label} ID`,
	name: parameter,
	apiName: idField,
	isAdditional: true,
});

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

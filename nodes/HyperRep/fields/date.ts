import type { INodeProperties } from 'n8n-workflow';

/** A date and time. What the panel's calendar gives has no offset. */
export function dateField(
	field: Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'displayOptions' | 'required'
	>,
): INodeProperties {
	return {
		...field,
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-04-01T09:00:00',
		hint: "In the workflow's time zone, unless an offset such as Z or +02:00 follows",
	};
}

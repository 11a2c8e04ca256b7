import type { INodeProperties } from 'n8n-workflow';

/** A date and time. The panel's calendar drops an offset that is typed into it. */
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
		hint: "In the workflow's time zone. Use an expression for a date with an offset, such as 2026-04-01T09:00:00Z.",
	};
}

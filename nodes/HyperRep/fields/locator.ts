import type { INodeProperties } from 'n8n-workflow';

/**
 * A resource locator: From List first, searchable, then By ID.
 *
 * @param search the name of the list search method that fills the list
 */
export function locator(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	search: string,
	placeholders: { list: string; id: string },
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: placeholders.list,
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: placeholders.id },
		],
	};
}

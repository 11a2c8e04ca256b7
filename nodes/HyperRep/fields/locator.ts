import type {
	INodeProperties,
	INodePropertyMode,
	INodePropertyModeTypeOptions,
} from 'n8n-workflow';

type LocatorField = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>;

/**
 * A resource locator for what has an ID: From List first, searchable, then By ID.
 *
 * @param search the name of the list search method that fills the list
 */
export function locator(
	field: LocatorField,
	search: string,
	placeholders: { list: string; id: string },
): INodeProperties {
	return withModes(field, { searchListMethod: search, searchable: true }, placeholders.list, {
		displayName: 'By ID',
		name: 'id',
		placeholder: placeholders.id,
	});
}

/** The same for what has a name only, which may also be a new one; the list is too short to be searched. */
export function nameLocator(
	field: LocatorField,
	search: string,
	placeholders: { list: string; name: string },
): INodeProperties {
	return withModes(field, { searchListMethod: search }, placeholders.list, {
		displayName: 'By Name',
		name: 'name',
		placeholder: placeholders.name,
	});
}

function withModes(
	field: LocatorField,
	list: INodePropertyModeTypeOptions,
	placeholder: string,
	typed: Omit<INodePropertyMode, 'type'>,
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
				placeholder,
				typeOptions: list,
			},
			{ ...typed, type: 'string' },
		],
	};
}

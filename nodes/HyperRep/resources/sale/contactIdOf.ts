import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../values/objects';

/** The ID of a sale's primary contact, or else of its first; `undefined` if it has none. */
export function contactIdOf({ associated_contacts: contacts }: IDataObject): unknown {
	const list: unknown[] = Array.isArray(contacts) ? contacts : [];
	const known = list.filter(isObject).filter(({ contact_id: id }) => id !== null && id !== '');
	return (known.find(({ is_primary: isPrimary }) => isPrimary === true) ?? known[0])?.contact_id;
}

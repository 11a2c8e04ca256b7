import { create } from '../../operations/createRecord';
import { find } from '../../operations/findOrCreate/find';
import { findOrCreate } from '../../operations/findOrCreate/findOrCreate';
import { getById } from '../../operations/getById';
import { getMany, getManyOf } from '../../operations/getMany';
import { conversationDates } from '../conversation/filters';
import { conversationKind } from '../conversation/kind';
import type { Resource } from '../Resource';
import { withCompanyNames } from './companyNames';
import { contactColumns, contactKeys, newContact, reachableContact } from './fields';
import { contactFilters } from './filters';
import { contactKind } from './kind';

export const contact: Resource = {
	kind: contactKind,
	option: { name: 'Contact', value: 'contact' },
	operations: [
		create(
			contactKind,
			reachableContact,
			'Create a contact with a name, an email or a phone number',
		),
		find(contactKind, contactKeys),
		findOrCreate(contactKind, {
			record: newContact,
			matchKeys: contactKeys,
			matchBy: ['email', 'phoneNumber'],
		}),
		withCompanyNames(getById(contactKind)),
		getManyOf(contactKind, conversationKind, conversationDates),
		withCompanyNames(getMany(contactKind, contactFilters)),
	],
	columns: contactColumns,
};

import { conversationDates } from '../conversation/filters';
import { conversationKind } from '../conversation/kind';
import { findOrCreate } from '../findOrCreate/findOrCreate';
import { getById } from '../getById';
import { getMany, getManyOf } from '../getMany';
import type { Resource } from '../Resource';
import { withCompanyNames } from './companyNames';
import { create } from './create';
import { contactFields, contactKeys, readNewContact } from './fields';
import { contactFilters } from './filters';
import { contactKind } from './kind';

export const contact: Resource = {
	option: { name: 'Contact', value: 'contact' },
	operations: [
		create,
		findOrCreate(contactKind, {
			fields: contactFields,
			readNew: readNewContact,
			matchKeys: contactKeys,
			matchBy: ['email', 'phoneNumber'],
		}),
		withCompanyNames(getById(contactKind)),
		getManyOf(contactKind, conversationKind, conversationDates),
		withCompanyNames(getMany(contactKind, contactFilters)),
	],
	defaultOperation: 'getAll',
};

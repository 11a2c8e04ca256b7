import { conversationDates } from '../conversation/filters';
import { conversationKind } from '../conversation/kind';
import { getById } from '../getById';
import { getMany, getManyOf } from '../getMany';
import type { Resource } from '../Resource';
import { create } from './create';
import { contactKind } from './kind';

export const contact: Resource = {
	option: { name: 'Contact', value: 'contact' },
	operations: [
		create,
		getById(contactKind),
		getManyOf(contactKind, conversationKind, conversationDates),
		getMany(contactKind),
	],
	defaultOperation: 'getAll',
};

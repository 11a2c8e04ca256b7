import type { Resource } from '../operation';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { getConversations } from './getConversations';

export const contact: Resource = {
	option: { name: 'Contact', value: 'contact' },
	operations: [create, get, getConversations, getAll],
	defaultOperation: getAll.option.value,
};

import { getById } from '../getById';
import { getMany } from '../getMany';
import type { Resource } from '../Resource';
import { messageDropdown } from './dropdown';
import { messageFilters } from './filters';
import { messageKind } from './kind';

export const message: Resource = {
	option: { name: 'Message', value: 'message' },
	operations: [getById(messageKind), getMany(messageKind, messageFilters)],
	defaultOperation: 'getAll',
	dropdown: messageDropdown,
};

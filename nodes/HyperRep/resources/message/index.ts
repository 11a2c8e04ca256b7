import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { messageDropdown } from './dropdown';
import { messageFilters } from './filters';
import { messageKind } from './kind';
import { readableMessages } from './readable';

export const message: Resource = {
	option: { name: 'Message', value: 'message' },
	operations: [
		readableMessages(getById(messageKind)),
		readableMessages(getMany(messageKind, messageFilters)),
	],
	dropdown: messageDropdown,
};

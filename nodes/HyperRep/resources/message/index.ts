import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { messageFilters } from './filters';
import { messageKind } from './kind';
import { readableMessages } from './readable';

export const message: Resource = {
	kind: messageKind,
	option: { name: 'Message', value: 'message' },
	operations: [
		readableMessages(getById(messageKind)),
		readableMessages(getMany(messageKind, messageFilters)),
	],
};

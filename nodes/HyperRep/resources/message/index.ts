import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import { simplifiable } from '../../operations/simplify';
import { withContactOfConversation } from '../contact/includeContact';
import type { Resource } from '../Resource';
import { messageFilters } from './filters';
import { messageKind } from './kind';
import { simplifyMessage } from './simplifyMessage';

export const message: Resource = {
	kind: messageKind,
	option: { name: 'Message', value: 'message' },
	operations: [getById(messageKind), getMany(messageKind, messageFilters)].map((operation) =>
		simplifiable(withContactOfConversation(operation), simplifyMessage),
	),
};

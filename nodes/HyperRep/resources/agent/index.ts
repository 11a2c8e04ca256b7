import { getById } from '../../operations/getById';
import { getMany, getManyOf } from '../../operations/getMany';
import { conversationDates } from '../conversation/filters';
import { conversationKind } from '../conversation/kind';
import { readableConversations } from '../conversation/readable';
import type { Resource } from '../Resource';
import { saleDates } from '../sale/filters';
import { saleKind } from '../sale/kind';
import { readableSales } from '../sale/readable';
import { agentKind } from './kind';

export const agent: Resource = {
	kind: agentKind,
	option: { name: 'Agent', value: 'agent', description: 'A person on your team' },
	operations: [
		getById(agentKind),
		readableConversations(getManyOf(agentKind, conversationKind, conversationDates)),
		getMany(agentKind),
		readableSales(getManyOf(agentKind, saleKind, saleDates)),
	],
};

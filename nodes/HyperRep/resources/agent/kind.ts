import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';

export const agentKind: RecordKind = {
	noun: 'agent',
	plural: 'agents',
	label: 'Agent',
	path: 'agents',
	idField: 'agent_id',
	parameter: 'agentId',
	meaning: 'a person on your team',
	listMethod: 'searchAgents',
	searched: ['name', 'email'],
	nameOf: (agent) => nameWith(textOf(agent, 'name'), [textOf(agent, 'email')]),
};

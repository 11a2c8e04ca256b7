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
};

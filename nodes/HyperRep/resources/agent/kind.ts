import type { RecordKind } from '../RecordKind';

export const agentKind: RecordKind = {
	noun: 'agent',
	plural: 'agents',
	label: 'Agent',
	path: 'agents',
	idField: 'agent_id',
	parameter: 'agentId',
	listMethod: 'searchAgents',
};

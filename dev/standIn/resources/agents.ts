import type { IdWriter } from '../identifiers';
import type { Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { ORGANIZATION, type Route } from '../router';
import { conversationsOf } from './conversations';
import { salesOf } from './sales';

export interface AgentFields {
	name: string;
	email: string | null;
	extra?: Record<string, unknown>;
}

export interface StoredAgent extends AgentFields, StoredRecord {
	createdAt: Microseconds;
}

/** The people of an organization who sell. */
export class AgentList extends RecordList<StoredAgent, Partial<AgentFields>> {
	static readonly listName = 'agents';
	readonly kind = 'agent';

	protected make(fields: Partial<AgentFields>, createdAt: Microseconds) {
		return { createdAt, name: 'Sam Seller', email: null, ...fields };
	}

	protected present(agent: StoredAgent, idOf: IdWriter) {
		return { agent_id: idOf('agent', agent.number), name: agent.name, email: agent.email };
	}

	dateOf = (agent: StoredAgent) => agent.createdAt;
	protected nameOf = (agent: StoredAgent) => agent.name;
}

export const agentRoutes: Route[] = [
	{
		method: 'GET',
		path: `${ORGANIZATION}/agents`,
		respond: (call) => call.page(call.list(AgentList)),
	},
	{
		method: 'GET',
		path: `${ORGANIZATION}/agents/{agent_id}`,
		respond: (call) => call.showFound(call.list(AgentList)),
	},
	{
		method: 'GET',
		path: `${ORGANIZATION}/agents/{agent_id}/conversations`,
		respond: (call) =>
			conversationsOf(call, {
				parent: call.find(call.list(AgentList)),
				name: 'agent',
				keyOf: ({ agent }) => (agent === null ? [] : [agent]),
			}),
	},
	{
		method: 'GET',
		path: `${ORGANIZATION}/agents/{agent_id}/sales`,
		respond: (call) =>
			salesOf(call, {
				parent: call.find(call.list(AgentList)),
				name: 'agent',
				keyOf: ({ owner }) => (owner === null ? [] : [owner]),
			}),
	},
];

import { oneOf } from '../body';
import { within, type Call } from '../call';
import { readWindow } from '../dates';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type CreateOptions, type StoredRecord } from '../records';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { AgentList } from './agents';

const RECORD_TYPES = ['sale', 'conversation', 'message_draft', 'response_draft'] as const;
const ACTION_TYPES = ['insert', 'update', 'delete'] as const;
type RecordType = (typeof RECORD_TYPES)[number];
export type ActionType = (typeof ACTION_TYPES)[number];

export interface Change {
	field: string;
	from: unknown;
	to: unknown;
}

export interface AuditLogFields {
	occurredAt: Microseconds;
	/** The number of the agent who did it. */
	agent: number | null;
	action_type: ActionType;
	record: { type: RecordType; number: number };
	changes: Change[];
	/** Whether it was changed with the API key, and not by a person. */
	isOwn: boolean;
	extra?: Record<string, unknown>;
}

export interface StoredAuditLog extends AuditLogFields, StoredRecord {}

type NewAuditLog = Partial<AuditLogFields> & Pick<AuditLogFields, 'record'>;

/** Changes of records. Contacts, companies and messages have none. */
export class AuditLog extends RecordList<StoredAuditLog, NewAuditLog> {
	static readonly listName = 'auditLog';
	readonly kind = 'audit_log';

	protected make(fields: NewAuditLog, occurredAt: Microseconds) {
		const preset = { agent: null, action_type: 'update' as const, changes: [], isOwn: false };
		return { occurredAt, ...preset, ...fields };
	}

	/** Adds an entry. */
	record(
		action_type: ActionType,
		record: AuditLogFields['record'],
		changes: Change[] = [],
		options: CreateOptions & { agent?: number | null; isOwn?: boolean } = {},
	): StoredAuditLog {
		const { agent = null, isOwn = false } = options;
		return this.create({ action_type, record, changes, agent, isOwn }, options);
	}

	protected present(entry: StoredAuditLog, idOf: IdWriter) {
		const { type, number } = entry.record;
		return {
			audit_log_id: idOf('audit_log', entry.number),
			occurred_at: toTimestamp(entry.occurredAt),
			agent_id: idOf('agent', entry.agent),
			action_type: entry.action_type,
			record: { type, id: idOf(ID_KINDS[type], number) },
			changes: entry.changes,
		};
	}

	dateOf = (entry: StoredAuditLog) => entry.occurredAt;
	protected nameOf = (entry: StoredAuditLog) => entry.record.type;
}

/** What kind of identifier a record type has. */
const ID_KINDS: Record<RecordType, string> = {
	sale: 'sale',
	conversation: 'conversation',
	message_draft: 'message_draft',
	response_draft: 'response',
};

export const auditLogRoutes: Route[] = [
	{ method: 'GET', path: `${ORGANIZATION}/audit-logs`, respond: listAuditLogs },
	{
		method: 'GET',
		path: `${ORGANIZATION}/audit-logs/{audit_log_id}`,
		respond: (call) => call.showFound(call.list(AuditLog)),
	},
];

function listAuditLogs(call: Call): unknown {
	const auditLog = call.list(AuditLog);
	const { auditLogShows } = call.organization;
	const window = within(readWindow(call.query), auditLog.dateOf, 'exclusive');
	const { agent_id: agentId } = call.query;
	const agent = agentId === undefined ? undefined : call.find(call.list(AgentList), agentId).number;
	const recordType = readChoice(call.query, 'record_type', RECORD_TYPES);
	const actionType = readChoice(call.query, 'action_type', ACTION_TYPES);
	return call.page(auditLog, {
		defaultLimit: 50,
		keep: {
			name: `${window.name} by ${agent} of ${recordType} ${actionType}`,
			test: (entry) =>
				window.test(entry) &&
				(auditLogShows === 'all' || entry.isOwn) &&
				(agent === undefined || entry.agent === agent) &&
				(recordType === undefined || entry.record.type === recordType) &&
				(actionType === undefined || entry.action_type === actionType),
		},
	});
}

/** @throws Refusal 422 for a value that is none of `choices` */
function readChoice<T extends string>(
	query: Record<string, string>,
	name: string,
	choices: readonly T[],
): T | undefined {
	const value = query[name];
	const found = choices.find((choice) => choice === value);
	if (value !== undefined && found === undefined) {
		throw Refusal.invalid(['query', name], oneOf(choices));
	}
	return found;
}

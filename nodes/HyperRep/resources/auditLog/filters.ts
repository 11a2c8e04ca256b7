import { narrowedBy } from '../../operations/Narrowing';
import { optionallyChosen } from '../../operations/RecordKind';
import { optionalChoice } from '../../parameters/choice';
import { dateRange } from '../../parameters/dateRange';
import { agentKind } from '../agent/kind';

/** What was changed, in HyperRep's words. */
export const RECORD_TYPES = [
	{ name: 'Conversation', value: 'conversation' as const },
	{ name: 'Message Draft', value: 'message_draft' as const },
	{ name: 'Response Draft', value: 'response_draft' as const },
	{ name: 'Sale', value: 'sale' as const },
];

/** How it was changed. */
export const ACTION_TYPES = [
	{ name: 'Delete', value: 'delete' as const },
	{ name: 'Insert', value: 'insert' as const },
	{ name: 'Update', value: 'update' as const },
];

/** The filters of the audit log, which HyperRep applies. */
export const auditLogFilters = narrowedBy({
	filters: {
		dates: dateRange('changes that occurred', 'exclusiveEnd'),
		actionType: optionalChoice({
			label: 'Action Type',
			name: 'actionType',
			apiName: 'action_type',
			options: ACTION_TYPES,
			default: 'update',
			description: 'Only changes of this type',
		}),
		agentId: optionallyChosen(agentKind, 'Only changes made by this agent, a person on your team'),
		recordType: optionalChoice({
			label: 'Record Type',
			name: 'recordType',
			apiName: 'record_type',
			options: RECORD_TYPES,
			default: 'sale',
			description: 'Only changes to records of this type',
		}),
	},
	query: ({ dates, actionType, agentId, recordType }) => ({
		...dates,
		...(actionType !== undefined && { action_type: actionType }),
		...(agentId !== undefined && { agent_id: agentId }),
		...(recordType !== undefined && { record_type: recordType }),
	}),
});

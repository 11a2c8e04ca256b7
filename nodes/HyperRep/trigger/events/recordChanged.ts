import { multiChoice } from '../../parameters/choice';
import { ACTION_TYPES, RECORD_TYPES } from '../../resources/auditLog/filters';
import { objectIn } from '../../values/objects';
import { triggerEvent } from '../TriggerEvent';
import { auditLogStream } from './auditLog';

const all = <T extends string>(options: ReadonlyArray<{ value: T }>) =>
	options.map(({ value }) => value);

export const recordChanged = triggerEvent({
	value: 'recordChanged',
	name: 'Record Changed',
	action: 'On record changed',
	description:
		"When HyperRep's audit log shows that a sale, a conversation or a draft was inserted, updated or deleted",
	plural: 'changes',
	parameters: {
		recordTypes: multiChoice({
			label: 'Record Types',
			name: 'recordTypes',
			options: RECORD_TYPES,
			default: all(RECORD_TYPES),
			description:
				"Which types of records to watch. HyperRep's audit log has no changes to contacts, companies or messages, and may show only those made with your API key.",
		}),
		actionTypes: multiChoice({
			label: 'Action Types',
			name: 'actionTypes',
			options: ACTION_TYPES,
			default: all(ACTION_TYPES),
			description: 'Which types of changes start the workflow',
		}),
	},
	open(run, { recordTypes, actionTypes }) {
		const isOfType = among(RECORD_TYPES, recordTypes);
		const isAction = among(ACTION_TYPES, actionTypes);
		return auditLogStream(run, {
			plural: 'changes',
			isWanted: (entry) => isOfType(objectIn(entry, 'record').type) && isAction(entry.action_type),
		});
	},
});

/** All or none chosen means everything, including types that HyperRep did not have when this was written. */
function among(options: readonly unknown[], chosen: string[]): (value: unknown) => boolean {
	const isAll = chosen.length === 0 || chosen.length === options.length;
	return (value) => isAll || (typeof value === 'string' && chosen.includes(value));
}

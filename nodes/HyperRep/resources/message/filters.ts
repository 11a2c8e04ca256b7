import { matchesAll, narrowedBy } from '../../operations/Narrowing';
import { optionalChoice } from '../../parameters/choice';
import { dateRange } from '../../parameters/dateRange';
import { nameLocator } from '../../parameters/locator';
import { CHOSEN_ORGANIZATION } from '../../parameters/organization';
import { directionOf } from './directionOf';

/** The filters of messages: the dates, which HyperRep applies, and what the node applies itself. */
export const messageFilters = narrowedBy({
	filters: {
		dates: dateRange('messages of the conversation'),
		direction: optionalChoice({
			label: 'Direction',
			name: 'direction',
			options: [
				{ name: 'Received', value: 'received' },
				{ name: 'Sent', value: 'sent' },
			],
			default: 'received',
			description:
				'Only messages from customers, or only those that your organization sent. The node applies this filter itself.',
		}),
		modality: nameLocator({
			label: 'Modality',
			name: 'modality',
			listMethod: 'searchModalities',
			listPlaceholder: 'Select a modality…',
			dependsOn: [CHOSEN_ORGANIZATION],
			placeholder: 'e.g. email',
			description:
				'Only messages of this modality, such as email, text or call, spelled as in HyperRep. The node applies this filter itself.',
		}),
	},
	query: (values) => values.dates,
	matches: ({ direction, modality }) =>
		matchesAll([
			modality === undefined ? undefined : (message) => message.modality === modality,
			direction === undefined ? undefined : (message) => directionOf(message) === direction,
		]),
});

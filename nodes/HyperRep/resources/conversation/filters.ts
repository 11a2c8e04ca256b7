import { matchesAll, narrowedBy } from '../../operations/Narrowing';
import { optionalChoice } from '../../parameters/choice';
import { dateRange } from '../../parameters/dateRange';
import { nameLocator } from '../../parameters/locator';
import { CHOSEN_ORGANIZATION } from '../../parameters/organization';
import { slugOf } from './slugOf';

// HyperRep does not document whether it compares a conversation's start or its last activity.
const dates = dateRange(
	'conversations whose start or last activity (HyperRep does not document which) is',
);

/** The filters that HyperRep applies, which all lists of conversations have. */
export const conversationDates = narrowedBy({
	filters: { dates },
	query: (values) => values.dates,
});

/** The filters of all conversations: the dates, and what the node applies itself. */
export const conversationFilters = narrowedBy({
	filters: {
		dates,
		folder: nameLocator({
			label: 'Folder',
			name: 'folder',
			listMethod: 'searchFolders',
			listPlaceholder: 'Select a folder…',
			dependsOn: [CHOSEN_ORGANIZATION],
			placeholder: 'e.g. inbox',
			description: 'Only conversations in this folder. The node applies this filter itself.',
		}),
		readStatus: optionalChoice({
			label: 'Read Status',
			name: 'readStatus',
			options: [
				{ name: 'Read', value: 'read' },
				{ name: 'Unread', value: 'unread' },
			],
			default: 'unread',
			description: 'Only read, or only unread, conversations. The node applies this filter itself.',
		}),
	},
	query: (values) => values.dates,
	matches({ folder, readStatus }) {
		const slug = slugOf(folder);
		return matchesAll([
			folder === undefined ? undefined : (conversation) => slugOf(conversation.folder) === slug,
			readStatus === undefined
				? undefined
				: ({ is_read: isRead }) => (isRead === true ? 'read' : 'unread') === readStatus,
		]);
	},
});

import type { IDataObject } from 'n8n-workflow';

import { nameKey } from '../../comparing/keys';
import { filters } from '../../parameters/collection';
import { texts } from '../../parameters/texts';
import { slugOf } from '../../resources/conversation/slugOf';
import { isObject, objectIn } from '../../values/objects';

// A record that a filter excludes counts as processed, so the state does not depend on the filters.

/** Whether a record passes the filters; `undefined` if there are none. */
type Passes = ((record: IDataObject) => boolean) | undefined;

const foldersOf = (records: string) =>
	texts({
		label: 'Folders',
		name: 'folders',
		placeholder: 'e.g. inbox, Sales Follow-Up',
		description: `Only ${records} in these folders, separated by commas`,
	});

/** The filters of messages. */
export const messageFilters = filters({
	folders: foldersOf('messages of conversations'),
	modalities: texts({
		label: 'Modalities',
		name: 'modalities',
		placeholder: 'e.g. email, text',
		description:
			'Only messages of these modalities, such as email, text or call, separated by commas',
	}),
});

/** The filters of conversations. */
export const conversationFilters = filters({ folders: foldersOf('conversations') });

/** The filters of changes of a sale's status. */
export const statusFilters = filters({
	statuses: texts({
		label: 'Statuses',
		name: 'statuses',
		placeholder: 'e.g. Accepted, quote_sent',
		description:
			'Only changes to these statuses (labels, or codes such as accepted), separated by commas',
	}),
});

/** For messages with their conversations. */
export function passesMessage(wanted: { folders: string[]; modalities: string[] }): Passes {
	const isFolder = among(wanted.folders, slugOf);
	const isModality = among(wanted.modalities, nameKey);
	if (isFolder === undefined && isModality === undefined) return undefined;
	return (message) =>
		isFolder?.(objectIn(message, 'conversation').folder) !== false &&
		isModality?.(message.modality) !== false;
}

/** For conversations. */
export function passesConversation(wanted: { folders: string[] }): Passes {
	const isFolder = among(wanted.folders, slugOf);
	return isFolder && (({ folder }) => isFolder(folder));
}

/** For changed sales. The audit log has a status's label, and the sale's history its code. */
export function passesStatus(wanted: { statuses: string[] }): Passes {
	const isStatus = among(wanted.statuses, nameKey);
	if (isStatus === undefined) return undefined;
	return ({ status_change: change, status_history: history, current_status: current }) => {
		const label = isObject(change) ? nameKey(change.to) : '';
		const statuses: unknown[] = [...(Array.isArray(history) ? history : []), current];
		const codes = statuses.filter(isObject).filter((status) => nameKey(status.label) === label);
		return isStatus(label) || codes.some(({ status }) => isStatus(status));
	};
}

/** Whether a value is one of some names; `undefined` if there are none. */
function among(names: string[], normalize: (name: unknown) => string) {
	const wanted = new Set(names.map(normalize));
	return wanted.size === 0 ? undefined : (value: unknown) => wanted.has(normalize(value));
}

import type { RecordKind } from '../../operations/RecordKind';
import { conversationKind } from '../conversation/kind';

export const responseDraftKind: RecordKind = {
	noun: 'response draft',
	plural: 'response drafts',
	label: 'Response Draft',
	path: 'response-drafts',
	idField: 'response_id',
	parameter: 'responseDraftId',
	parent: conversationKind,
};

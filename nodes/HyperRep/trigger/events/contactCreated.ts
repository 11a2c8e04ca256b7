import { contactKind } from '../../resources/contact/kind';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

const { noun, plural, path, idField } = contactKind;

export const contactCreated = triggerEvent({
	value: 'contactCreated',
	name: 'Contact Created',
	action: 'On new contact',
	description: 'When a contact is created, no matter how',
	plural,
	parameters: {},
	open: (run) => {
		const kind = { noun, idField, atField: 'created_at' };
		return scanStream(run, { kind, path: [path], plural });
	},
});

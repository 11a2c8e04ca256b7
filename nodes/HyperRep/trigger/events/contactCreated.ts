import { contactKind } from '../../resources/contact/kind';
import { listedBy } from '../list/listOf';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

export const contactCreated = triggerEvent({
	value: 'contactCreated',
	name: 'Contact Created',
	action: 'On new contact',
	description: 'When a contact is created, no matter how',
	plural: contactKind.plural,
	parameters: {},
	open: (run) => scanStream(run, listedBy(contactKind, 'created_at')),
});

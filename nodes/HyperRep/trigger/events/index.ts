import type { TriggerEvent } from '../TriggerEvent';
import { companyCreated } from './companyCreated';
import { contactCreated } from './contactCreated';
import { conversationStarted } from './conversationStarted';
import { messageReceived } from './messageReceived';
import { messageSent } from './messageSent';
import { recordChanged } from './recordChanged';
import { saleCreated } from './saleCreated';
import { saleStatusChanged } from './saleStatusChanged';

/** Everything that a workflow can be started on, in alphabetical order. */
export const events: TriggerEvent[] = [
	companyCreated,
	contactCreated,
	conversationStarted,
	messageReceived,
	messageSent,
	recordChanged,
	saleCreated,
	saleStatusChanged,
];

/** What a new trigger starts on, until its user chooses. */
export const presetEvent = contactCreated.value;

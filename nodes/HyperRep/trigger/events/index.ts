import type { TriggerEvent } from '../TriggerEvent';
import { companyCreated } from './companyCreated';
import { contactCreated } from './contactCreated';
import { conversationStarted } from './conversationStarted';
import { messageReceived } from './messageReceived';
import { messageSent } from './messageSent';
import { recordChanged } from './recordChanged';
import { saleCreated } from './saleCreated';
import { saleStatusChanged } from './saleStatusChanged';

/** All events, in alphabetical order. */
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

/** The event of a new trigger. */
export const presetEvent = contactCreated.value;

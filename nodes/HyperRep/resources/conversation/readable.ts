import type { Operation } from '../../operations/Operation';
import { withContact } from '../contact/includeContact';

/** The settings that every operation that returns conversations has. */
export const readableConversations = (operation: Operation): Operation =>
	withContact(operation, ({ contact_id: id }) => id);

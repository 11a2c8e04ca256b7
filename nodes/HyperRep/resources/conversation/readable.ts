import { withContact } from '../contact/includeContact';
import type { Operation } from '../../operations/Operation';

/** What every operation that returns conversations can do with them. */
export const readableConversations = (operation: Operation): Operation =>
	withContact(operation, ({ contact_id: id }) => id);

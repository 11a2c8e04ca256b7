import { withContactOfConversation } from '../contact/includeContact';
import type { Operation } from '../../operations/Operation';
import { simplifiable } from '../../operations/simplify';
import { simplifyMessage } from './simplifyMessage';

/** What every operation that returns messages can do with them. */
export const readableMessages = (operation: Operation): Operation =>
	simplifiable(withContactOfConversation(operation), simplifyMessage);

import { withContactOfConversation } from '../contact/includeContact';
import type { Operation } from '../../operations/Operation';
import { simplifiable } from '../../operations/simplify';
import { simplifyMessage } from './simplifyMessage';

/** The settings that every operation that returns messages has. */
export const readableMessages = (operation: Operation): Operation =>
	simplifiable(withContactOfConversation(operation), simplifyMessage);

import type { Operation } from '../../operations/Operation';
import { simplifiable } from '../../operations/simplify';
import { withContact } from '../contact/includeContact';
import { contactIdOf } from './contactIdOf';
import { simplifySale } from './simplifySale';

/** The settings that every operation that returns sales has. */
export const readableSales = (operation: Operation): Operation =>
	simplifiable(withContact(operation, contactIdOf), simplifySale);

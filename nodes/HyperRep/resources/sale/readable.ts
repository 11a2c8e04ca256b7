import { withContact } from '../contact/includeContact';
import type { Operation } from '../../operations/Operation';
import { simplifiable } from '../../operations/simplify';
import { contactIdOf } from './contactIdOf';
import { simplifySale } from './simplifySale';

/** What every operation that returns sales can do with them. */
export const readableSales = (operation: Operation): Operation =>
	simplifiable(withContact(operation, contactIdOf), simplifySale);

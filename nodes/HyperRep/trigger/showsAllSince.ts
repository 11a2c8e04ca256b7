import type { Microseconds } from '../time/microseconds';
import { createdAt } from './createdAt';
import { ListOrder } from './listOrder';
import type { ContactPage } from './source';

/** Whether a page has everything since `moment`: it is the whole list, or the top of one that comes newest first. */
export function showsAllSince(
	moment: Microseconds,
	{ contacts, cursor, nextCursor }: ContactPage,
): boolean {
	if (cursor !== undefined) return false;
	const order = new ListOrder(0);
	for (const contact of contacts) order.add(createdAt(contact));
	return nextCursor === null || order.hasPassed(moment);
}

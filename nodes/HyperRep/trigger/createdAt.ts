import { quote } from '../errors/wording';
import { toMicroseconds, type Microseconds } from '../time/microseconds';
import type { Contact } from './source';

/**
 * When a contact was created.
 *
 * @throws Error for a contact without a readable date, since it can be neither new nor old
 */
export function createdAt({ created_at: value, name, email }: Contact): Microseconds {
	const instant = toMicroseconds(value);
	if (instant === undefined) {
		const who = [name, email].find((text) => typeof text === 'string');
		const contact = who === undefined ? 'a contact' : `the contact ${quote(who)}`;
		throw new Error(
			`HyperRep sent ${contact} whose creation date ("created_at") cannot be read: ${JSON.stringify(value)}`,
		);
	}
	return instant;
}

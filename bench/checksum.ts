import { createHash } from 'node:crypto';

/** How many contacts came out, and a checksum of their IDs and names in their order. */
export interface Digest {
	count: number;
	checksum: string;
}

/** Digests contacts one by one, in the order in which they are added. */
export class Digester {
	private count = 0;
	private readonly hash = createHash('sha256');

	add({ contact_id: id, name }: Record<string, unknown>): void {
		this.count++;
		this.hash.update(`${String(id)}\t${String(name)}\n`);
	}

	/** Ends it; nothing can be added afterwards. */
	end(): Digest {
		return { count: this.count, checksum: this.hash.digest('hex').slice(0, 16) };
	}
}

export function digest(contacts: Iterable<Record<string, unknown>>): Digest {
	const digester = new Digester();
	for (const contact of contacts) digester.add(contact);
	return digester.end();
}

/**
 * Compares what came out with what had to come out.
 *
 * @throws Error for any difference: a time of a wrong result means nothing
 */
export function expectSame(what: string, actual: Digest, expected: Digest): void {
	if (actual.count === expected.count && actual.checksum === expected.checksum) return;
	throw new Error(
		`${what}: ${describe(actual)} came out in place of ${describe(expected)}. A wrong result is not timed.`,
	);
}

const describe = ({ count, checksum }: Digest) => `${count} contacts (${checksum})`;

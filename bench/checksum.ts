import { createHash } from 'node:crypto';

/** How many records came out, and a checksum of their names or texts, in their order. */
export interface Digest {
	count: number;
	checksum: string;
}

/** Digests contacts or messages, whose names and texts are all different. */
export function digest(records: Iterable<Record<string, unknown>>): Digest {
	let count = 0;
	const hash = createHash('sha256');
	for (const { name, content } of records) {
		count++;
		hash.update(`${String(name ?? content)}\n`);
	}
	return { count, checksum: hash.digest('hex').slice(0, 16) };
}

/** @throws Error where something else came out: the time of a wrong result means nothing */
export function expectSame(what: string, actual: Digest, expected: Digest): void {
	if (actual.count === expected.count && actual.checksum === expected.checksum) return;
	throw new Error(
		`${what}: ${describe(actual)} came out in place of ${describe(expected)}. A wrong result is not timed.`,
	);
}

const describe = ({ count, checksum }: Digest) => `${count} records (${checksum})`;

import { CONTENT, ID, type Item } from './Item';

/** A record of an earlier answer: when it was created, and hashes of its ID and of what it holds. */
export type Sample = [at: number, id: string, content: string];

/** Spread over a page, so that some are still there when others have moved or gone. */
const PER_PAGE = 5;

/** Takes samples of a page, to compare with a later answer. */
export function samplesOf(items: Item[]): Sample[] {
	const step = Math.max(1, Math.ceil(items.length / PER_PAGE));
	return items
		.filter((_, n) => n % step === 0)
		.map(({ at, fingerprint }) => [at, fingerprint[ID] ?? '', fingerprint[CONTENT] ?? '']);
}

/**
 * Whether IDs stay the same from answer to answer.
 *
 * @returns `undefined` where no sample is among the items
 */
export function compareSamples(samples: Sample[], items: Item[]): boolean | undefined {
	let answer: boolean | undefined;
	for (const [at, id, content] of samples) {
		for (const item of items) {
			if (item.at !== at) continue;
			if (id !== '' && item.fingerprint[ID] === id) return true;
			// Another ID alone may be another record.
			if (item.fingerprint[CONTENT] === content) answer = false;
		}
	}
	return answer;
}

import type { Client, ListRequest } from '../api/Client';
import type { CacheEntry } from './PageCache';
import { SharedReading } from './SharedReading';
import type { KeysOf } from './StoredRecords';

/** The readings of lists that are under way, or whose pages are kept. */
export class Readings {
	private readonly readings = new Map<string, SharedReading>();

	/**
	 * @param now returns the time in epoch milliseconds
	 * @param keep keeps a page until its `forget` is called
	 */
	constructor(
		private readonly now: () => number,
		private readonly keep: (page: CacheEntry) => void,
	) {}

	/** The reading of a list, which is read whole; `keysOf` returns the keys by which its records are found. */
	of(client: Client, list: ListRequest, keysOf: KeysOf = () => []): SharedReading {
		const key = client.identityOf(list);
		const known = this.readings.get(key);
		if (known !== undefined) return known;
		const reading: SharedReading = new SharedReading(list, keysOf, {
			now: this.now,
			keep: this.keep,
			release: () => {
				if (this.readings.get(key) === reading) this.readings.delete(key);
			},
		});
		this.readings.set(key, reading);
		return reading;
	}
}

/** A page that is kept for a while. */
export interface CacheEntry {
	/** When it was made, in epoch milliseconds. */
	time: number;
	/** How many records it has, and how many bytes they take. */
	size: number;
	bytes: number;
	/** Removes it where it is used. */
	forget(): void;
}

/** How many bytes of records are kept at most, for the case that they are long. */
const MAX_BYTES = 50_000_000;

/** Keeps as many pages as allowed, and forgets the oldest first. */
export class PageCache {
	/** The oldest first. */
	private readonly entries = new Set<CacheEntry>();
	private size = 0;
	private bytes = 0;

	/** @param maxSize how many records may be kept */
	put(entry: CacheEntry, maxSize: number): void {
		this.entries.add(entry);
		this.size += entry.size;
		this.bytes += entry.bytes;
		while (this.size > maxSize || this.bytes > MAX_BYTES) this.forgetFirst();
	}

	/** When the oldest entry was made. */
	get oldest(): number | undefined {
		return this.first?.time;
	}

	/** @param time in epoch milliseconds */
	forgetUntil(time: number): void {
		while (this.oldest !== undefined && this.oldest <= time) this.forgetFirst();
	}

	private get first(): CacheEntry | undefined {
		return this.entries.values().next().value;
	}

	private forgetFirst(): void {
		const entry = this.first;
		if (entry === undefined) return;
		this.entries.delete(entry);
		this.size -= entry.size;
		this.bytes -= entry.bytes;
		entry.forget();
	}
}

/** Something that is kept for a while. */
export interface KeptThing {
	/** When it was made, in epoch milliseconds. */
	time: number;
	/** How many records it has, and how many bytes they take. */
	size: number;
	bytes: number;
	/** Takes it away from where it is used. */
	forget(): void;
}

/** How many bytes of records are kept at the most, should each of them be long. */
const MAX_BYTES = 50_000_000;

/** Keeps as much as it may, and forgets the oldest first. */
export class Shelf {
	/** The oldest first. */
	private readonly things = new Set<KeptThing>();
	private size = 0;
	private bytes = 0;

	/** @param maxSize how many records may be kept */
	put(thing: KeptThing, maxSize: number): void {
		this.things.add(thing);
		this.size += thing.size;
		this.bytes += thing.bytes;
		while (this.size > maxSize || this.bytes > MAX_BYTES) this.forgetFirst();
	}

	/** When the oldest thing was made. */
	get oldest(): number | undefined {
		return this.first?.time;
	}

	/** @param time in epoch milliseconds */
	forgetUntil(time: number): void {
		while (this.oldest !== undefined && this.oldest <= time) this.forgetFirst();
	}

	private get first(): KeptThing | undefined {
		return this.things.values().next().value;
	}

	private forgetFirst(): void {
		const thing = this.first;
		if (thing === undefined) return;
		this.things.delete(thing);
		this.size -= thing.size;
		this.bytes -= thing.bytes;
		thing.forget();
	}
}

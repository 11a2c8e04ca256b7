import type { Microseconds } from '../microseconds';

/** So many that some are still there when others have been deleted. */
const FEW = 20;

/** When the youngest of the contacts that were read were created. */
export class Youngest {
	private readonly few: Microseconds[] = [];

	add(instant: Microseconds): void {
		if (this.few.length === FEW && instant <= this.few[0]) return;
		this.few.push(instant);
		this.few.sort((a, b) => a - b);
		if (this.few.length > FEW) this.few.shift();
	}

	/** At least some contacts, if there are any, are no older than this. */
	get since(): Microseconds {
		return this.few[0] ?? Number.MIN_SAFE_INTEGER;
	}
}

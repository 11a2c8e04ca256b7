import type { Microseconds } from '../time/microseconds';

/** So many that some are still there when others have been deleted. */
const FEW = 20;

/** When the youngest of the contacts that were read were created. */
export class Youngest {
	/** The oldest of them first. */
	private readonly few: Microseconds[] = [];

	add(instant: Microseconds): void {
		if (this.few.length === FEW) {
			if (instant <= this.few[0]) return;
			this.few.shift();
		}
		let place = this.few.length;
		while (place > 0 && this.few[place - 1] > instant) place--;
		this.few.splice(place, 0, instant);
	}

	/** At least some contacts, if there are any, are no older than this. */
	get since(): Microseconds {
		return this.few[0] ?? Number.MIN_SAFE_INTEGER;
	}
}

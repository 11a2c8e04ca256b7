import type { Item } from './Item';

/** A record of an earlier response: when it was created, and hashes of its ID and of what it holds. */
type Sample = [at: number, id: string, content: string];

/** What is remembered of IDs, as plain data. */
export interface IdsState {
	/** Whether they were seen to stay the same from response to response. */
	areStable: boolean;
	samples: Sample[];
}

/** Spread over a page, so that some are still there when others have moved or gone. */
const SAMPLES = 5;

/** Watches whether records keep their IDs. */
export class Ids {
	private samples: Sample[] = [];
	/** Whether a record came again under its ID, and in which microseconds one came under another one. */
	private hasStayed = false;
	private readonly changed = new Set<number>();

	/** Whether IDs were seen to change. */
	get haveChanged(): boolean {
		return !this.areStable && this.changed.size > 0;
	}

	constructor(
		private readonly before: IdsState,
		public areStable = before.areStable,
	) {}

	/**
	 * Compares a page with samples of the poll before, or where there was none, of an earlier page of this one, and
	 * takes samples for the next poll.
	 */
	learn(items: Item[]): void {
		const earlier = this.before.samples.length > 0 ? this.before.samples : this.samples;
		const step = Math.max(1, Math.ceil(items.length / SAMPLES));
		if (this.samples.length === 0) {
			const chosen = items.filter((_, n) => n % step === 0);
			this.samples = chosen.map(({ at, fingerprint }) => [at, ...fingerprint]);
		}
		if (this.hasStayed) return;
		for (const [at, id, content] of earlier) {
			const there = items.filter((item) => item.at === at).map(({ fingerprint }) => fingerprint);
			this.hasStayed ||= id !== '' && there.some((one) => one[0] === id);
			if (there.some((one) => one[1] === content)) this.changed.add(at);
		}
		// Where IDs were seen to stay, others of a single microsecond are other records that hold the same.
		if (this.hasStayed) this.areStable = true;
		else if (this.changed.size > (this.before.areStable ? 1 : 0)) this.areStable = false;
	}

	get saved(): IdsState {
		const { areStable, samples, before } = this;
		return { areStable, samples: samples.length > 0 ? samples : before.samples };
	}
}

/** How much is done in each work, and how often. */
export interface Sizes {
	/** Timed runs of each contender, after one that is not timed. */
	rounds: number;
	listSlowly: number;
	listFast: number;
	getSlowly: number;
	getFast: number;
	create: number;
	idlePoll: number;
	newContacts: number;
	growth: { from: number; to: number };
}

export const FULL: Sizes = {
	rounds: 5,
	listSlowly: 20_000,
	listFast: 100_000,
	getSlowly: 500,
	getFast: 2000,
	create: 500,
	idlePoll: 1_000_000,
	newContacts: 10_000,
	growth: { from: 30_000, to: 300_000 },
};

/** For trying the bench out; its figures say little. */
export const QUICK: Sizes = {
	rounds: 2,
	listSlowly: 5000,
	listFast: 10_000,
	getSlowly: 100,
	getFast: 200,
	create: 64,
	idlePoll: 20_000,
	newContacts: 1000,
	growth: { from: 3000, to: 30_000 },
};

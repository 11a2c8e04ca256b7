/** How much is done in each work, and how often. */
export type Sizes = ReturnType<typeof sizes>;

/** @param isQuick for trying the bench out with little; its figures say little */
export function sizes(isQuick: boolean) {
	const size = (full: number) => (isQuick ? Math.max(20, Math.round(full / 100)) : full);
	return {
		/** Timed runs of each contender, after one that is not timed. */
		rounds: isQuick ? 1 : 5,
		/** The same for works that take half a minute a run. */
		fewRounds: isQuick ? 1 : 2,
		listSlowly: size(20_000),
		listFast: size(100_000),
		getSlowly: size(500),
		getFast: size(2000),
		create: size(500),
		growth: { from: size(30_000), to: size(300_000) },
		findOrCreate: { rows: size(500), contacts: size(20_000), isNew: isQuick ? 2 : 50 },
		conversations: { count: size(200), messages: 50 },
		rateLimited: { rows: isQuick ? 40 : 500, perSecond: 20 },
		eventLoop: size(10_000),
		idlePoll: size(1_000_000),
		idleConversations: { count: size(2000), messages: 20 },
		newContacts: { once: size(10_000), most: size(100_000) },
	};
}

import { listOf, type Listed } from '../list/listOf';
import { findRecent } from '../list/recent';
import type { PollRun, Stream } from '../TriggerEvent';
import { begin } from './begin';
import { scan } from './scan';
import { newScan, type ScanState } from './ScanState';

/** The records of a list as they come into being, each once. */
export function scanStream(run: PollRun, listed: Listed): Stream<ScanState> {
	const list = listOf(run, listed);
	return {
		startAt: newScan,
		begin: async () => await begin(list, run),
		async poll(before) {
			const { items, state } = await scan(list, before, run);
			return { records: items.map(({ record }) => record), state };
		},
		recent: async (state) =>
			(await findRecent(list, state?.tail?.near)).map(({ record }) => record),
	};
}

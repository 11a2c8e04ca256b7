import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/answer';
import { getUnlessGone } from '../../resources/gone';
import { saleKind } from '../../resources/sale/kind';
import { BEGINNING, parseTimestamp } from '../../time/microseconds';
import { readInTime } from '../readInTime';
import type { Run, Stream } from '../TriggerEvent';

/** How many changes come out in one poll at most; the rest comes with the next polls. */
const MAX_A_POLL = 250;

/** What is remembered: the state of the changes, and the changes whose sales could not be read yet. */
interface SalesState<S> {
	changes: S;
	waiting: IDataObject[];
}

/**
 * Changes of sales, each with its sale as it is now, or with the ID alone where the sale is gone.
 *
 * @param changesOf opens the stream of changes, which gives at most `maxRecords` in a poll
 */
export function withSales<S>(
	run: Run,
	changesOf: (maxRecords: number) => Stream<S>,
): Stream<SalesState<S>> {
	const most = Math.min(run.maxRecords, MAX_A_POLL);
	return {
		startAt: (instant) => ({ changes: changesOf(most).startAt(instant), waiting: [] }),
		begin: async () => ({ changes: await changesOf(most).begin(), waiting: [] }),
		async poll(before) {
			const late = await addSales(run, before.waiting.slice(0, most));
			const stillWaiting = before.waiting.slice(late.length);
			const room = most - late.length;
			if (stillWaiting.length > 0 || room === 0) {
				return { records: late, state: { ...before, waiting: stillWaiting } };
			}
			const found = await changesOf(room).poll(before.changes);
			const records = await addSales(run, found.records);
			const waiting = found.records.slice(records.length);
			return { records: inOrder([...late, ...records]), state: { changes: found.state, waiting } };
		},
		async recent(state) {
			const change = await changesOf(most).recent(state?.changes);
			return change && (await addSales(run, [change]))[0];
		},
	};
}

/** Reads each sale once. Where the time is up, only the first changes come back. */
async function addSales(run: Run, changes: IDataObject[]): Promise<IDataObject[]> {
	const ids = changes.map(({ sale_id: id }) => String(id));
	const doing = 'get the sale whose status has changed';
	const sales = await readInTime(
		run,
		ids,
		async (id) => (await getUnlessGone(run.client, saleKind, id, doing)) ?? { sale_id: id },
	);
	const records: IDataObject[] = [];
	for (const [n, { status_change }] of changes.entries()) {
		const sale = sales.get(ids[n] ?? '');
		if (sale === undefined) break;
		records.push({ ...sale, status_change });
	}
	return records;
}

/** Oldest first. A change that had to wait for its sale may be younger than one that shows late. */
function inOrder(records: IDataObject[]): IDataObject[] {
	const dateOf = ({ status_change: change }: IDataObject) =>
		parseTimestamp(isObject(change) ? change.occurred_at : undefined) ?? BEGINNING;
	return records.sort((a, b) => dateOf(a) - dateOf(b));
}

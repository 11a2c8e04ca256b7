import type { IDataObject } from 'n8n-workflow';

import { mapInOrder } from '../../concurrency/mapInOrder';
import { getUnlessGone } from '../../resources/gone';
import { saleKind } from '../../resources/sale/kind';
import type { Run, Stream } from '../TriggerEvent';

/** How many sales are read at a time. */
const AT_A_TIME = 16;

/** How many changes come out in one poll at most; the rest comes with the next polls. */
const MAX_A_POLL = 250;

/** In place of a sale that the poll has no time to read. */
const TIME_IS_UP = Symbol('time is up');

/** A sale; `undefined` where HyperRep no longer has it. */
type Read = IDataObject | undefined | typeof TIME_IS_UP;

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
			return { records: [...late, ...records], state: { changes: found.state, waiting } };
		},
		async recent(state) {
			const change = await changesOf(most).recent(state?.changes);
			return change && (await addSales(run, [change]))[0];
		},
	};
}

/** Reads each sale once. Where the time is up, only the first changes come back. */
async function addSales(run: Run, changes: IDataObject[]): Promise<IDataObject[]> {
	const ids = [...new Set(changes.map(({ sale_id: id }) => String(id)))];
	const doing = 'get the sale whose status has changed';
	const read = async (id: string, index: number): Promise<Read> => {
		if (index >= AT_A_TIME && run.isTimeUp()) return TIME_IS_UP;
		return await getUnlessGone(run.client, saleKind, id, doing).catch((error: unknown) =>
			Date.now() >= run.until ? TIME_IS_UP : Promise.reject(error),
		);
	};
	const sales = await mapInOrder(ids, AT_A_TIME, undefined, read);
	const byId = new Map(ids.map((id, n) => [id, sales[n]]));
	const records: IDataObject[] = [];
	for (const { sale_id: id, status_change } of changes) {
		const sale = byId.get(String(id));
		if (typeof sale === 'symbol') break;
		records.push({ ...(sale ?? { sale_id: id }), status_change });
	}
	return records;
}

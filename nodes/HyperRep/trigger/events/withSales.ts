import type { IDataObject } from 'n8n-workflow';

import { getUnlessGone } from '../../operations/gone';
import { saleKind } from '../../resources/sale/kind';
import { parseTimestamp } from '../../time/microseconds';
import { isObject } from '../../values/objects';
import { SHORT_PAGE } from '../numbers';
import { AT_A_TIME, readInTime } from '../readInTime';
import type { Run, Stream } from '../TriggerEvent';
import { checkAuditLog, type AuditLogChecks } from './auditLogCheck';

/** How many changes are found at a time, and wait for their sales at most. */
const MAX_WAITING = 250;

/** What is remembered: the state of the changes, and the changes whose sales were not read yet, oldest first. */
interface SalesState<S> {
	changes: S;
	waiting: IDataObject[];
	checks?: AuditLogChecks;
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
	const stream = changesOf(MAX_WAITING);
	const sales = new Map<string, IDataObject>();
	return {
		startAt: (instant) => ({ changes: stream.startAt(instant), waiting: [] }),
		begin: async () => ({
			changes: await stream.begin(),
			waiting: [],
			checks: await checkAuditLog(run),
		}),
		async poll({ changes, waiting, checks }) {
			const records: IDataObject[] = [];
			let isMore = true;
			for (;;) {
				const emitted = await emit(run, waiting, run.maxRecords - records.length, sales);
				records.push(...emitted.records);
				({ waiting } = emitted);
				if (!isMore || waiting.length > 0 || records.length === run.maxRecords) break;
				({ records: waiting, state: changes } = await stream.poll(changes));
				isMore = waiting.length === MAX_WAITING && !run.isTimeUp();
			}
			// One that had to wait may be later than one that became visible late.
			records.sort((a, b) => changedAt(a) - changedAt(b));
			return { records, state: { changes, waiting, checks: await checkAuditLog(run, checks) } };
		},
		async recent(state) {
			await checkAuditLog(run);
			const changes = await stream.recent(state?.changes);
			return (await emit(run, changes.slice(0, SHORT_PAGE), 1, sales)).records;
		},
	};
}

/**
 * Adds the sales to the oldest changes, until as many pass the filters as may be emitted. A change that they leave
 * out counts as dealt with.
 */
async function emit(
	run: Run,
	changes: IDataObject[],
	most: number,
	sales: Map<string, IDataObject>,
): Promise<{ records: IDataObject[]; waiting: IDataObject[] }> {
	const { passes } = run;
	const records: IDataObject[] = [];
	let next = 0;
	while (next < changes.length && records.length < most) {
		const room = most - records.length;
		const batch = changes.slice(next, next + (passes ? Math.max(room, AT_A_TIME) : room));
		const read = await addSales(run, batch, sales);
		for (const record of read) {
			if (records.length === most) break;
			if (passes?.(record) !== false) records.push(record);
			next++;
		}
		if (read.length < batch.length || run.isTimeUp()) break;
	}
	return { records, waiting: changes.slice(next) };
}

/** Reads each sale once. Where the time is up, only the first changes come back. */
async function addSales(
	run: Run,
	changes: IDataObject[],
	sales: Map<string, IDataObject>,
): Promise<IDataObject[]> {
	const doing = 'get the sale whose status has changed';
	const missing = changes.map(({ sale_id: id }) => String(id)).filter((id) => !sales.has(id));
	const read = await readInTime(
		run,
		missing,
		async (id) => (await getUnlessGone(run.client, saleKind, id, doing)) ?? { sale_id: id },
	);
	for (const [id, sale] of read) sales.set(id, sale);
	const records: IDataObject[] = [];
	for (const { sale_id: id, status_change } of changes) {
		const sale = sales.get(String(id));
		if (sale === undefined) break;
		records.push({ ...structuredClone(sale), status_change });
	}
	return records;
}

function changedAt({ status_change: change }: IDataObject): number {
	return (isObject(change) ? parseTimestamp(change.occurred_at) : undefined) ?? 0;
}

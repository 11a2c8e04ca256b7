import type { IDataObject } from 'n8n-workflow';

import { getUnlessGone } from '../../operations/gone';
import { saleKind } from '../../resources/sale/kind';
import { parseTimestamp } from '../../time/microseconds';
import { objectIn } from '../../values/objects';
import { emitOldest } from '../emitOldest';
import { SHORT_PAGE } from '../numbers';
import type { PollRun, Stream } from '../TriggerEvent';
import { checkAuditLog, type AuditLogChecks } from './auditLogCheck';

/** How many changes are found at a time, and how many may wait for their sales. */
const MAX_WAITING = 250;

/** What is remembered: the state of the changes, and those whose sales have not been read yet, oldest first. */
interface SalesState<S> {
	changes: S;
	waiting: IDataObject[];
	checks?: AuditLogChecks;
}

/** Changes of sales, each with its sale as it is now, or only its ID if the sale is gone. */
export function withSales<S>(
	run: PollRun,
	changesOf: (maxRecords: number) => Stream<S>,
): Stream<SalesState<S>> {
	const stream = changesOf(MAX_WAITING);
	const sales = new Map<string, IDataObject>();
	const doing = 'get the sale whose status has changed';
	const emit = async (changes: IDataObject[], maxRecords: number) =>
		await emitOldest(run, maxRecords, changes, {
			idOf: ({ sale_id: id }) => String(id),
			read: sales,
			get: async (id) => (await getUnlessGone(run.client, saleKind, id, doing)) ?? { sale_id: id },
			join: ({ status_change }, sale) => ({ ...sale, status_change }),
		});
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
				const emitted = await emit(waiting, run.maxRecords - records.length);
				records.push(...emitted.records);
				({ waiting } = emitted);
				if (!isMore || waiting.length > 0 || records.length === run.maxRecords) break;
				({ records: waiting, state: changes } = await stream.poll(changes));
				isMore = waiting.length === MAX_WAITING && !run.isTimeUp();
			}
			// A change that had to wait may be later than one that became visible late.
			records.sort((a, b) => changedAt(a) - changedAt(b));
			return { records, state: { changes, waiting, checks: await checkAuditLog(run, checks) } };
		},
		async recent(state) {
			await checkAuditLog(run);
			const changes = await stream.recent(state?.changes);
			return (await emit(changes.slice(0, SHORT_PAGE), 1)).records;
		},
	};
}

const changedAt = (record: IDataObject): number =>
	parseTimestamp(objectIn(record, 'status_change').occurred_at) ?? 0;

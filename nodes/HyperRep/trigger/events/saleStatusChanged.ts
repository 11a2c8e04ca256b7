import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/answer';
import type { Client } from '../../api/Client';
import { mapInOrder } from '../../concurrency/mapInOrder';
import { pathOf } from '../../resources/RecordKind';
import { saleKind } from '../../resources/sale/kind';
import type { ScanState } from '../scan/ScanState';
import { triggerEvent, type Run, type Stream } from '../TriggerEvent';
import { auditLogStream } from './auditLog';
import { isGone } from './isGone';

/** So many sales are read at a time, and so many in one poll; the rest comes with the next ones. */
const [AT_A_TIME, A_POLL] = [16, 250];

/** In place of a sale that the poll has no time to read. */
const TIME_IS_UP = Symbol('time is up');

/** A sale; `undefined` where HyperRep no longer has it. */
type Read = IDataObject | undefined | typeof TIME_IS_UP;

export const saleStatusChanged = triggerEvent({
	value: 'saleStatusChanged',
	name: 'Sale Status Changed',
	action: 'On sale status changed',
	description: 'When a sale gets another status, such as accepted',
	plural: 'sale status changes',
	parameters: {},
	open: (run) => salesStream(run),
});

/** What is remembered: the audit log, and changes found in it whose sales could not be read yet. */
interface SalesState {
	log: ScanState;
	waiting: IDataObject[];
}

function salesStream(run: Run): Stream<SalesState> {
	const most = Math.min(run.maxRecords, A_POLL);
	const changes = (maxRecords: number) =>
		auditLogStream(
			{ ...run, maxRecords },
			{
				plural: 'sale status changes',
				query: { record_type: 'sale', action_type: 'update' },
				expand: statusChangesOf,
			},
		);
	return {
		startAt: (instant) => ({ log: changes(most).startAt(instant), waiting: [] }),
		begin: async () => ({ log: await changes(most).begin(), waiting: [] }),
		async poll({ log, waiting }) {
			const late = await withSales(run, waiting.slice(0, most));
			const left = most - late.length;
			if (late.length < waiting.length || left === 0) {
				return { records: late, state: { log, waiting: waiting.slice(late.length) } };
			}
			const found = await changes(left).poll(log);
			const records = await withSales(run, found.records);
			return {
				records: [...late, ...records],
				state: { log: found.state, waiting: found.records.slice(records.length) },
			};
		},
		async recent(state) {
			const change = await changes(most).recent(state?.log);
			return change && (await withSales(run, [change]))[0];
		},
	};
}

/** The changes of the status in an entry of the audit log, as records of their own. */
function statusChangesOf({
	audit_log_id,
	occurred_at,
	record,
	changes,
}: IDataObject): IDataObject[] {
	const sale = isObject(record) && record.type === 'sale' ? record.id : undefined;
	if (typeof sale !== 'string' || !Array.isArray(changes)) return [];
	return changes
		.filter(isObject)
		.filter(({ field, from, to }) => field === 'status' && from !== to)
		.map(({ from = null, to = null }, n) => ({
			audit_log_id: typeof audit_log_id === 'string' ? `${audit_log_id} ${n}` : null,
			sale_id: sale,
			status_change: { from, to, occurred_at },
			occurred_at,
		}));
}

/** Each change with its sale as it is now, which is read once; the first ones, as far as there is time. */
async function withSales(run: Run, changes: IDataObject[]): Promise<IDataObject[]> {
	const ids = [...new Set(changes.map(({ sale_id: id }) => String(id)))];
	const read = async (id: string, index: number): Promise<Read> => {
		if (index >= AT_A_TIME && run.isTimeUp()) return TIME_IS_UP;
		return await readSale(run.client, id).catch((error: unknown) =>
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

async function readSale(client: Client, id: string): Promise<IDataObject | undefined> {
	const purpose = { doing: 'get the sale whose status has changed', labels: new Map() };
	return await client
		.get({ path: [...pathOf(saleKind), id], idField: saleKind.idField, purpose })
		.catch((error: unknown) => (isGone(error) ? undefined : Promise.reject(error)));
}

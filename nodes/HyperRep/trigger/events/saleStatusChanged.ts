import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/answer';
import type { Client } from '../../api/Client';
import { mapInOrder } from '../../concurrency/mapInOrder';
import { pathOf } from '../../resources/RecordKind';
import { saleKind } from '../../resources/sale/kind';
import { triggerEvent, type Stream } from '../TriggerEvent';
import { auditLogStream } from './auditLog';
import { isGone } from './isGone';

/** So many sales are read at a time, and so many in one poll; the rest comes with the next ones. */
const [AT_A_TIME, A_POLL] = [16, 250];

export const saleStatusChanged = triggerEvent({
	value: 'saleStatusChanged',
	name: 'Sale Status Changed',
	action: 'On sale status changed',
	description: 'When a sale gets another status, such as accepted',
	plural: 'sale status changes',
	parameters: {},
	open(run) {
		const maxRecords = Math.min(run.maxRecords, A_POLL);
		const changes: Stream<unknown> = auditLogStream(
			{ ...run, maxRecords },
			{
				plural: 'sale status changes',
				query: { record_type: 'sale', action_type: 'update' },
				expand: statusChangesOf,
			},
		);
		return {
			...changes,
			async poll(before) {
				const { records, state } = await changes.poll(before);
				return { records: await withSales(run.client, records), state };
			},
			async recent(state) {
				const change = await changes.recent(state);
				return change && (await withSales(run.client, [change]))[0];
			},
		};
	},
});

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

/** Each change with its sale as it is now, which is read once. */
async function withSales(client: Client, changes: IDataObject[]): Promise<IDataObject[]> {
	const ids = [...new Set(changes.map(({ sale_id: id }) => String(id)))];
	const sales = await mapInOrder(
		ids,
		AT_A_TIME,
		undefined,
		async (id) => await readSale(client, id),
	);
	const byId = new Map(ids.map((id, n) => [id, sales[n]]));
	return changes.map(({ sale_id: id, status_change }) => ({
		...(byId.get(String(id)) ?? { sale_id: id }),
		status_change,
	}));
}

async function readSale(client: Client, id: string): Promise<IDataObject | undefined> {
	const purpose = { doing: 'get the sale whose status has changed', labels: new Map() };
	return await client
		.get({ path: [...pathOf(saleKind), id], idField: saleKind.idField, purpose })
		.catch((error: unknown) => (isGone(error) ? undefined : Promise.reject(error)));
}

import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/Client';
import { mapInOrder } from '../../items/mapInOrder';
import { saleKind } from '../../resources/sale/kind';
import { getUnlessGone } from '../gone';
import type { Stream } from '../TriggerEvent';

/** So many sales are read at a time. */
const AT_A_TIME = 16;

/** A stream of changes, each with its sale as it is now; with its ID only, where the sale is gone. */
export function withSales<S>(client: Client, changes: Stream<S>): Stream<S> {
	return {
		...changes,
		async poll(before) {
			const { records, state } = await changes.poll(before);
			return { records: await addSales(client, records), state };
		},
		async recent(state) {
			const change = await changes.recent(state);
			return change && (await addSales(client, [change]))[0];
		},
	};
}

/** Reads each sale once. */
async function addSales(client: Client, changes: IDataObject[]): Promise<IDataObject[]> {
	const ids = [...new Set(changes.map(({ sale_id: id }) => String(id)))];
	const doing = 'get the sale whose status has changed';
	const sales = await mapInOrder(
		ids,
		AT_A_TIME,
		undefined,
		async (id) => await getUnlessGone(client, saleKind, id, doing),
	);
	const byId = new Map(ids.map((id, n) => [id, sales[n]]));
	return changes.map(({ sale_id: id, status_change }) => ({
		...(byId.get(String(id)) ?? { sale_id: id }),
		status_change,
	}));
}

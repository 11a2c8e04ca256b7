import type { IDataObject } from 'n8n-workflow';

import { contactIdOf } from '../../resources/sale/contactIdOf';
import { simplifySale } from '../../resources/sale/simplifySale';
import { triggerEvent } from '../TriggerEvent';
import { auditLogStream } from './auditLog';
import { passesStatus, statusFilters } from './filters';
import { withSales } from './withSales';
import { isObject } from '../../values/objects';

export const saleStatusChanged = triggerEvent({
	value: 'saleStatusChanged',
	name: 'Sale Status Changed',
	action: 'On sale status changed',
	description: "When a sale gets another status, as far as HyperRep's audit log shows it",
	plural: 'sale status changes',
	parameters: { filters: statusFilters },
	open: (run, { filters }) =>
		withSales({ ...run, passes: passesStatus(filters) }, (maxRecords) =>
			auditLogStream(
				{ ...run, maxRecords },
				{
					plural: 'sale status changes',
					query: { record_type: 'sale', action_type: 'update' },
					expand: statusChangesOf,
				},
			),
		),
	contactIdOf,
	simplify: simplifySale,
});

/** The changes of the status in an entry of the audit log, as records of their own. */
function statusChangesOf(entry: IDataObject): IDataObject[] {
	const { audit_log_id, occurred_at, record, changes } = entry;
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

import { contactIdOf } from '../../resources/sale/contactIdOf';
import { simplifySale } from '../../resources/sale/simplifySale';
import { triggerEvent } from '../TriggerEvent';
import { auditLogStream, statusChangesOf } from './auditLog';
import { passesStatus, statusFilters } from './filters';
import { withSales } from './withSales';

export const saleStatusChanged = triggerEvent({
	value: 'saleStatusChanged',
	name: 'Sale Status Changed',
	action: 'On sale status changed',
	description: "When the status of a sale changes, as far as HyperRep's audit log shows it",
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

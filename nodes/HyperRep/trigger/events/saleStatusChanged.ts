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
	description: "When HyperRep's audit log shows that the status of a sale changed",
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

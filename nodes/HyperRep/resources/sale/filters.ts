import { nameKey } from '../../comparing/keys';
import { narrowedBy } from '../../operations/Narrowing';
import { dateRange } from '../../parameters/dateRange';
import { nameLocator } from '../../parameters/locator';
import { CHOSEN_ORGANIZATION } from '../../parameters/organization';
import { objectIn } from '../../values/objects';

// HyperRep does not document which date of a sale it compares.
const dates = dateRange('sales whose date (HyperRep does not document which) is');

/** The filters that HyperRep applies, which all lists of sales have. */
export const saleDates = narrowedBy({ filters: { dates }, query: (values) => values.dates });

/** The filters of all sales: the dates, and what the node applies itself. */
export const saleFilters = narrowedBy({
	filters: {
		dates,
		status: nameLocator({
			label: 'Status',
			name: 'status',
			listMethod: 'searchSaleStatuses',
			listPlaceholder: 'Select a status…',
			dependsOn: [CHOSEN_ORGANIZATION],
			placeholder: 'e.g. Accepted',
			description:
				'Only sales that have this status now: its label, or its code such as accepted. The node applies this filter itself.',
		}),
	},
	query: (values) => values.dates,
	matches({ status }) {
		if (status === undefined) return undefined;
		const wanted = nameKey(status);
		return (sale) => {
			const { label, status: code } = objectIn(sale, 'current_status');
			return [label, code].some((name) => nameKey(name) === wanted);
		};
	},
});

import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';
import { objectIn } from '../../values/objects';

export const saleKind: RecordKind = {
	noun: 'sale',
	plural: 'sales',
	label: 'Sale',
	path: 'sales',
	idField: 'sale_id',
	parameter: 'saleId',
	dateFields: ['created_at'],
	listMethod: 'searchSales',
	nameOf(sale, date) {
		const status = textOf(objectIn(sale, 'current_status'), 'label');
		const output = objectIn(objectIn(sale, 'quote_details'), 'output');
		const total = [output.total_price, output.currency].filter(isShown).join(' ');
		return nameWith(status, [total, date(sale.created_at)]);
	},
};

const isShown = (value: unknown) => typeof value === 'string' || typeof value === 'number';

import type { RecordKind } from '../../operations/RecordKind';

export const saleKind: RecordKind = {
	noun: 'sale',
	plural: 'sales',
	label: 'Sale',
	path: 'sales',
	idField: 'sale_id',
	parameter: 'saleId',
	dateFields: ['created_at'],
	listMethod: 'searchSales',
};

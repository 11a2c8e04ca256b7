import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/answer';
import { nameWith, textOf, type Dropdown } from '../Dropdown';
import { saleKind } from './kind';

export const saleDropdown: Dropdown = {
	kind: saleKind,
	searched: [],
	nameOf(sale, date) {
		const status = textOf(within(sale, 'current_status'), 'label');
		const output = within(within(sale, 'quote_details'), 'output');
		const total = [output.total_price, output.currency].filter(isShown).join(' ');
		return nameWith(status, [total, date(sale.created_at)]);
	},
};

const isShown = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** An object in a record; an empty one where there is none, since details differ by organization. */
function within(record: IDataObject, field: string): IDataObject {
	const value = record[field];
	return isObject(value) ? value : {};
}

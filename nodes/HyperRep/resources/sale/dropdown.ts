import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { saleKind } from './kind';
import { within } from './within';

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

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/answer';
import { addedTo } from '../simplify';
import { within } from './within';
import { contactIdOf } from './contactIdOf';

/** A sale as people read it: its status, its price, its products and whose it is. */
export function simplifySale(sale: IDataObject): IDataObject {
	const details = within(sale, 'quote_details');
	const { total_price: total, currency } = within(details, 'output');
	return {
		sale_id: sale.sale_id ?? null,
		status: within(sale, 'current_status').label ?? null,
		total_price: total ?? null,
		currency: currency ?? null,
		products: productsOf(within(details, 'arguments')),
		company_id: sale.company_id ?? null,
		owner_id: sale.owner_id ?? null,
		contact_id: contactIdOf(sale) ?? null,
		created_at: sale.created_at ?? null,
		last_activity_at: sale.last_activity_at ?? null,
		...addedTo(sale),
	};
}

/** E.g. `2 × Roof (1200.00)`, one product a line. */
function productsOf({ products }: IDataObject): string {
	const list: unknown[] = Array.isArray(products) ? products : [];
	return list.filter(isObject).map(productText).filter(Boolean).join('\n');
}

function productText({ quantity, product_name: name, unit_price: price }: IDataObject): string {
	const parts = [
		isGiven(quantity) && `${quantity} ×`,
		isGiven(name) && name,
		isGiven(price) && `(${price})`,
	];
	return parts.filter(Boolean).join(' ');
}

const isGiven = (value: unknown): value is string | number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

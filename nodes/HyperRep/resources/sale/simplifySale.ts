import type { IDataObject } from 'n8n-workflow';

import { inOneLine } from '../../operations/naming';
import { flat } from '../../operations/simplify';
import { isObject, objectIn } from '../../values/objects';
import { contactIdOf } from './contactIdOf';

/** A sale as people read it: its status, its price, its products and its owner. */
export function simplifySale(sale: IDataObject): IDataObject {
	const details = objectIn(sale, 'quote_details');
	const { total_price: total, currency } = objectIn(details, 'output');
	return flat(sale, {
		sale_id: sale.sale_id,
		status: objectIn(sale, 'current_status').label,
		total_price: total,
		currency,
		products: productsOf(objectIn(details, 'arguments')),
		company_id: sale.company_id,
		owner_id: sale.owner_id,
		contact_id: contactIdOf(sale),
		created_at: sale.created_at,
		last_activity_at: sale.last_activity_at,
	});
}

/** E.g. `2 × Roof (1200.00)`, one product per line. */
function productsOf({ products }: IDataObject): string {
	const list: unknown[] = Array.isArray(products) ? products : [];
	return list.map(productText).filter(Boolean).join('\n');
}

function productText(product: unknown): string {
	if (typeof product === 'string') return inOneLine(product);
	if (!isObject(product)) return '';
	const { quantity, product_name: name, unit_price: price } = product;
	const parts = [
		isGiven(quantity) && `${quantity} ×`,
		isGiven(name) && name,
		isGiven(price) && `(${price})`,
	];
	return inOneLine(parts.filter(Boolean).join(' '));
}

const isGiven = (value: unknown): value is string | number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { saleDropdown } from './dropdown';
import { saleFilters } from './filters';
import { saleKind } from './kind';
import { readableSales } from './readable';

export const sale: Resource = {
	option: { name: 'Sale', value: 'sale' },
	operations: [readableSales(getById(saleKind)), readableSales(getMany(saleKind, saleFilters))],
	dropdown: saleDropdown,
};

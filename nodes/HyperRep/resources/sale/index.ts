import { getById } from '../getById';
import { getMany } from '../getMany';
import type { Resource } from '../Resource';
import { saleDropdown } from './dropdown';
import { saleFilters } from './filters';
import { saleKind } from './kind';

export const sale: Resource = {
	option: { name: 'Sale', value: 'sale' },
	operations: [getById(saleKind), getMany(saleKind, saleFilters)],
	defaultOperation: 'getAll',
	dropdown: saleDropdown,
};

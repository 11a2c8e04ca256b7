import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { saleFilters } from './filters';
import { saleKind } from './kind';
import { readableSales } from './readable';

export const sale: Resource = {
	kind: saleKind,
	option: { name: 'Sale', value: 'sale' },
	operations: [readableSales(getById(saleKind)), readableSales(getMany(saleKind, saleFilters))],
};

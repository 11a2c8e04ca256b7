import { findOrCreate } from '../findOrCreate/findOrCreate';
import { getById } from '../getById';
import { getMany } from '../getMany';
import type { Resource } from '../Resource';
import { create } from './create';
import { companyFields, companyKeys, readNewCompany } from './fields';
import { companyFilters } from './filters';
import { companyKind } from './kind';

export const company: Resource = {
	option: { name: 'Company', value: 'company' },
	operations: [
		create,
		findOrCreate(companyKind, {
			fields: companyFields,
			readNew: readNewCompany,
			matchKeys: companyKeys,
			matchBy: ['domain'],
		}),
		getById(companyKind),
		getMany(companyKind, companyFilters),
	],
	defaultOperation: 'getAll',
};

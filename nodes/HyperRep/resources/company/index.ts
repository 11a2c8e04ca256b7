import { create } from '../../operations/createRecord';
import { find } from '../../operations/findOrCreate/find';
import { findOrCreate } from '../../operations/findOrCreate/findOrCreate';
import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { companyColumns, companyKeys, newCompany } from './fields';
import { companyFilters } from './filters';
import { companyKind } from './kind';

export const company: Resource = {
	kind: companyKind,
	option: { name: 'Company', value: 'company' },
	operations: [
		create(
			companyKind,
			newCompany,
			'Create a company with a name and, optionally, a domain and an address',
		),
		find(companyKind, companyKeys),
		findOrCreate(companyKind, {
			record: newCompany,
			matchKeys: companyKeys,
			matchBy: ['domain'],
		}),
		getById(companyKind),
		getMany(companyKind, companyFilters),
	],
	columns: companyColumns,
};

import { domainKey, nameKey } from '../../comparing/keys';
import { nameWith, textOf } from '../../operations/naming';
import type { RecordKind } from '../../operations/RecordKind';

export const companyKind: RecordKind = {
	noun: 'company',
	plural: 'companies',
	label: 'Company',
	path: 'companies',
	idField: 'company_id',
	parameter: 'companyId',
	dateFields: ['created_at'],
	listMethod: 'searchCompanies',
	searched: ['name', 'domain'],
	nameOf: (company, date) =>
		nameWith(textOf(company, 'name'), [textOf(company, 'domain') || date(company.created_at)]),
	keys: { domain: domainKey, name: nameKey },
};

import { domainKey, nameKey } from '../../comparing/keys';
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
	keys: { domain: domainKey, name: nameKey },
};

import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { companyKind } from './kind';

export const companyDropdown: Dropdown = {
	kind: companyKind,
	searched: ['name', 'domain'],
	nameOf: (company, date) =>
		nameWith(textOf(company, 'name'), [textOf(company, 'domain') || date(company.created_at)]),
};

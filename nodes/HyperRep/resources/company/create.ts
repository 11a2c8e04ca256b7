import { createRecord } from '../createRecord';
import { operation } from '../Operation';
import { companyFields, readNewCompany } from './fields';
import { companyKind } from './kind';

export const create = operation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create company',
		description: 'Create a company with a name, and a domain and address where they are known',
	},
	parameters: companyFields,
	async execute(scope) {
		const { body, value } = readNewCompany(scope.values);
		return [await createRecord(companyKind, scope, body, value)];
	},
});

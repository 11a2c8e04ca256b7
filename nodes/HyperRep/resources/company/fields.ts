import { domainKey, nameKey } from '../../comparing/keys';
import { additionalFields } from '../../parameters/collection';
import { customFields } from '../../parameters/customFields';
import { combined } from '../../parameters/Parameter';
import { requiredText, text } from '../../parameters/text';
import { agentKind } from '../agent/kind';
import { fromColumns } from '../columns/fromColumns';
import type { Columns } from '../columns/Columns';
import type { NewRecord } from '../createRecord';
import type { MatchKey } from '../findOrCreate/matchKeys';
import { optionallyChosen } from '../RecordKind';
import { companyKind } from './kind';

const CUSTOM_FIELDS = 'searchCompanyCustomFields';

const fields = {
	name: requiredText({
		label: 'Name',
		name: 'name',
		apiName: 'name',
		placeholder: 'e.g. Acme Roofing',
		description: 'The name that HyperRep shows for the company',
	}),
	more: additionalFields({
		address: text({
			label: 'Address',
			name: 'address',
			apiName: 'address',
			placeholder: 'e.g. 1 Main Street, Springfield, IL 62701',
			description: 'The postal address, on one line',
		}),
		agentId: optionallyChosen(agentKind, 'The agent who looks after the company'),
		customFields: customFields(CUSTOM_FIELDS),
		domain: text({
			label: 'Domain',
			name: 'domain',
			apiName: 'domain',
			isTrimmed: true,
			placeholder: 'e.g. acme-roofing.example',
			description: 'The domain of its website, without a path',
		}),
	}),
};

/** The columns that can fill a company. */
export const companyColumns: Columns = {
	kind: companyKind,
	method: 'getCompanyColumns',
	customFieldsMethod: CUSTOM_FIELDS,
	columns: [
		{ field: 'name', label: 'Name', parameter: 'name' },
		{ field: 'domain', label: 'Domain', parameter: 'additionalFields.domain' },
		{ field: 'address', label: 'Address', parameter: 'additionalFields.address' },
		{ field: 'agent_id', label: 'Agent ID', parameter: 'additionalFields.agentId' },
	],
};

/** What a company is created from. */
export const newCompany = combined(
	{ entered: fromColumns(companyColumns, fields) },
	({ entered: { name, more } }): NewRecord => {
		const { address, agentId, customFields: custom_fields, domain } = more;
		return { body: { name, domain, address, custom_fields, agent_id: agentId }, value: name };
	},
);

/** The fields by which a company is recognized. */
export const companyKeys: MatchKey[] = [
	{ value: 'domain', name: 'Domain', field: 'domain', keyOf: domainKey },
	{ value: 'name', name: 'Name', field: 'name', keyOf: nameKey },
];

import { idColumnOf, type Columns } from '../../operations/columns/Columns';
import { fromColumns } from '../../operations/columns/fromColumns';
import type { NewRecord } from '../../operations/createRecord';
import { optionallyChosen } from '../../operations/RecordKind';
import { additionalFields } from '../../parameters/collection';
import { customFields } from '../../parameters/customFields';
import { combined } from '../../parameters/Parameter';
import { requiredText, text } from '../../parameters/text';
import { agentKind } from '../agent/kind';
import { companyKind } from './kind';

const CUSTOM_FIELDS = 'searchCompanyCustomFields';

const NAME = {
	label: 'Name',
	name: 'name',
	apiName: 'name',
	placeholder: 'e.g. Acme Roofing',
	description: "The company's name, as shown in HyperRep",
};

const ADDRESS = {
	label: 'Address',
	name: 'address',
	apiName: 'address',
	placeholder: 'e.g. 1 Main Street, Springfield, IL 62701',
	description: 'The postal address, on one line',
};

const DOMAIN = {
	label: 'Domain',
	name: 'domain',
	apiName: 'domain',
	isTrimmed: true,
	placeholder: 'e.g. acme-roofing.example',
	description: "The domain of the company's website, without a path",
};

const fields = {
	name: requiredText(NAME),
	more: additionalFields({
		address: text(ADDRESS),
		agentId: optionallyChosen(
			agentKind,
			'The agent (a person on your team) who looks after the company',
		),
		customFields: customFields(CUSTOM_FIELDS),
		domain: text(DOMAIN),
	}),
};

/** The columns that can fill a company. */
export const companyColumns: Columns = {
	kind: companyKind,
	method: 'getCompanyColumns',
	customFieldsMethod: CUSTOM_FIELDS,
	columns: [
		NAME,
		{ ...DOMAIN, isAdditional: true },
		{ ...ADDRESS, isAdditional: true },
		idColumnOf(agentKind),
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
export const companyKeys = [DOMAIN, NAME];

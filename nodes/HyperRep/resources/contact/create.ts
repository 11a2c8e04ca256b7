import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { quote } from '../../errors/wording';
import { locator, nameLocator } from '../../fields/locator';
import { readCollection } from '../../input/collection';
import { readCustomFields } from '../../input/customFields';
import { readOptionalIdentifier } from '../../input/identifier';
import { InputError } from '../../errors/InputError';
import type { Parameters } from '../../input/parameters';
import { readText } from '../../input/text';
import type { Operation } from '../operation';

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Only what you add here is sent to HyperRep',
	options: [
		locator(
			{
				displayName: 'Company',
				name: 'companyId',
				description: 'The company that the contact belongs to, of the same organization',
			},
			'searchCompanies',
			{ list: 'Select a company…', id: 'e.g. HR_id_example_company_id' },
		),
		{
			displayName: 'Company Role',
			name: 'companyRole',
			type: 'string',
			default: '',
			placeholder: 'e.g. Facilities Manager',
			description: 'The role of the contact in the company, or its relationship to it',
		},
		{
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Custom Field',
			default: {},
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						nameLocator(
							{
								displayName: 'Name',
								name: 'name',
								description:
									'The name of the custom field in HyperRep. The list has those that contacts already have; to enter another, choose By Name.',
							},
							'searchCustomFields',
							{ list: 'Select a custom field…', name: 'e.g. notes' },
						),
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. Prefers SMS',
							description: 'The value, as text',
						},
					],
				},
			],
			description: 'Custom fields whose values are text',
		},
		{
			displayName: 'Custom Fields (JSON)',
			name: 'customFieldsJson',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. {"vip": true}',
			description:
				'Custom fields as a JSON object, for values that are not text. Added to Custom Fields; where both name a field, this one counts.',
		},
	],
};

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a contact',
		description: 'Create a contact with a name, an email or a phone number',
	},
	fields: [
		{
			displayName: 'Enter at least one of Name, Email and Phone Number',
			name: 'createNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Diana Prince',
			description: 'The name that HyperRep shows for the contact',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'The primary email address of the contact',
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550199',
			description: 'The primary phone number, e.g. +14155550199, 415-555-0199 or (415) 555-0199',
		},
		additionalFields,
	],
	async execute({ client, organizationId, parameters }) {
		const body = readBody(parameters);
		const path = ['organizations', organizationId, 'contacts'];
		const value = [body.name, body.email, body.phone_number].find(Boolean) as string;
		const contact = await client.post(path, body, 'contact_id', {
			doing: 'create the contact',
			value,
			parameters: ['Name', 'Email', 'Phone Number', 'Additional Fields', 'Organization'],
			trace: `the contact ${quote(value)}`,
		});
		return [contact];
	},
};

/** The body of the request: only what was given. */
function readBody(parameters: Parameters): IDataObject {
	const reach = {
		name: readText(parameters.get('name'), 'Name'),
		email: readText(parameters.get('email'), 'Email'),
		phone_number: readText(parameters.get('phoneNumber'), 'Phone Number'),
	};
	if (Object.values(reach).every((value) => value === undefined)) {
		throw new InputError(
			'Enter at least one of Name, Email or Phone Number',
			'HyperRep creates no contact without one of them. Where they are expressions, they gave no value for this item.',
		);
	}
	const more = readCollection(parameters.get('additionalFields'), 'Additional Fields');
	const body = {
		...reach,
		company_id: readOptionalIdentifier(more.companyId, 'Company'),
		company_role: readText(more.companyRole, 'Company Role'),
		custom_fields: readCustomFields(more.customFields, more.customFieldsJson),
	};
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

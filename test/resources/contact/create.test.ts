import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../../dev/n8n/fixture';
import { byId, execute } from '../../../dev/n8n/harness';

const fixture = useStandIn();

const bodyOf = async (parameters: INodeParameters) => {
	await execute(fixture.contact('create', parameters));
	return fixture.sent().at(-1)?.body;
};

test('sends only what was given and returns the created contact', async () => {
	const { standIn, organization } = fixture;
	const output = await execute(fixture.contact('create', { email: 'ada@example.com' }));
	expect(fixture.sent()).toMatchObject([
		{ method: 'POST', path: expect.stringMatching(/\/contacts$/) },
	]);
	expect(fixture.sent()[0].body).toEqual({ email: 'ada@example.com' });
	const [contact] = organization.contacts.visible();
	expect(output).toEqual([{ json: standIn.showContact(contact), pairedItem: { item: 0 } }]);
});

test('sends every field under the name that HyperRep has for it', async () => {
	const company = fixture.organization.addCompany('Northwind');
	const companyId = fixture.standIn.idOf('company', company);
	expect(
		await bodyOf({
			name: 'Ada',
			email: 'ada@example.com',
			phoneNumber: '415-555-0199',
			additionalFields: {
				companyId: { __rl: true, mode: 'list', value: companyId },
				companyRole: 'Owner',
				customFields: {
					field: [
						{ name: 'notes', value: 'Prefers SMS' },
						{ name: { __rl: true, mode: 'list', value: 'vip' }, value: 'no' },
						{ name: { __rl: true, mode: 'name', value: '={{ "se" + "at" }}' }, value: '12a' },
					],
				},
				customFieldsJson: '{"vip": true, "visits": 3, "nested": {"a": [null]}}',
			},
		}),
	).toEqual({
		name: 'Ada',
		email: 'ada@example.com',
		phone_number: '415-555-0199',
		company_id: companyId,
		company_role: 'Owner',
		custom_fields: {
			notes: 'Prefers SMS',
			vip: true,
			seat: '12a',
			visits: 3,
			nested: { a: [null] },
		},
	});
});

test.each<[string, INodeParameters, object]>([
	['a company left empty', { companyId: { __rl: true, mode: 'list', value: '' } }, {}],
	[
		'JSON as an object of an expression',
		{ customFieldsJson: '={{ {"n": 1} }}' },
		{ custom_fields: { n: 1 } },
	],
	[
		'a custom field whose value is empty',
		{ customFields: { field: [{ name: 'a', value: '' }] } },
		{ custom_fields: { a: '' } },
	],
	['an empty row', { customFields: { field: [{ name: '', value: '' }] } }, {}],
	[
		'a name that means something to JavaScript',
		{ customFieldsJson: '{"__proto__": "x"}' },
		JSON.parse('{"custom_fields": {"__proto__": "x"}}'),
	],
	[
		'a custom field whose name is a number',
		{ customFields: { field: [{ name: '={{ 7 }}', value: 'x' }] } },
		{ custom_fields: { 7: 'x' } },
	],
	['numbers', { companyRole: '={{ 7 }}' }, { company_role: '7' }],
])('%s', async (_, additionalFields, expected) => {
	expect(JSON.stringify(await bodyOf({ name: 'Ada', additionalFields }))).toBe(
		JSON.stringify({ name: 'Ada', ...expected }),
	);
});

test.each<[string, INodeParameters, RegExp]>([
	['none of the three fields', {}, /^Enter at least one of 'Name', 'Email' or 'Phone Number'$/],
	[
		'only white space',
		{ name: '  ', email: '' },
		/^Enter at least one of 'Name', 'Email' or 'Phone Number'$/,
	],
	[
		'a name that is an object',
		{ name: '={{ {"a": 1} }}' },
		/^'Name' must be text, but it is an object$/,
	],
	[
		'JSON that is a list',
		{ name: 'A', additionalFields: { customFieldsJson: '[1]' } },
		/^'Custom Fields \(JSON\)' must be an object, but it is a list$/,
	],
	[
		'JSON that is null',
		{ name: 'A', additionalFields: { customFieldsJson: 'null' } },
		/^'Custom Fields \(JSON\)' must be an object/,
	],
	[
		'JSON that is cut off',
		{ name: 'A', additionalFields: { customFieldsJson: '{"a":' } },
		/^'Custom Fields \(JSON\)' is not JSON: /,
	],
	[
		'a custom field without a name',
		{ name: 'A', additionalFields: { customFields: { field: [{ name: ' ', value: 'x' }] } } },
		/^The custom field with the value "x" has no name$/,
	],
	[
		'a custom field twice',
		{
			name: 'A',
			additionalFields: {
				customFields: {
					field: [
						{ name: 'a', value: 'x' },
						{ name: 'a', value: 'y' },
					],
				},
			},
		},
		/^The custom field "a" appears twice/,
	],
	[
		'a custom field that is an object',
		{
			name: 'A',
			additionalFields: { customFields: { field: [{ name: 'a', value: '={{ {"b": 1} }}' }] } },
		},
		/^The custom field "a" must be text/,
	],
])('%s is refused before any request', async (_, parameters, message) => {
	const failure = await failureOf(execute(fixture.contact('create', parameters)));
	expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.message).toMatch(message);
	expect(failure.description).toBeTruthy();
	expect(fixture.sent()).toEqual([]);
});

test('what HyperRep finds wrong is said in its words', async () => {
	const parameters = { email: 'nobody', additionalFields: { companyId: byId('x') } };
	const failure = await failureOf(execute(fixture.contact('create', parameters)));
	expect(failure).toMatchObject({
		message:
			'Could not create the contact "nobody": email: value is not a valid email address',
		httpCode: '422',
		itemIndex: 0,
	});
	const other = { email: 'a@example.com', additionalFields: { companyId: byId('x') } };
	expect(await failureOf(execute(fixture.contact('create', other)))).toMatchObject({
		message: 'Could not create the contact "a@example.com": Invalid company_id',
		httpCode: '400',
	});
});

test.each([
	['email: value is not a valid email address', 'Check "Email".'],
	['Invalid company_id', 'Check "Company".'],
	['Invalid organization_id', 'Check "Organization".'],
	[
		'something is wrong',
		'Check "Name", "Email", "Phone Number", "Additional Fields" and "Organization".',
	],
])('"%s" says which parameter to look at', async (detail, advice) => {
	const body = JSON.stringify({ detail });
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 400, body } });
	const failure = await failureOf(execute(fixture.contact('create', { name: 'Ada' })));
	expect(failure.description).toBe(`${advice} (HTTP 400)`);
});

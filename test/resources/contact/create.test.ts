import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';

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
	expect(fixture.sent()[0]?.body).toEqual({ email: 'ada@example.com' });
	const contacts = organization.contacts
		.visible()
		.map((contact) => standIn.show(organization.contacts, contact));
	expect(output).toEqual(contacts.map((json) => ({ json, pairedItem: { item: 0 } })));
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
		message: 'Could not create the contact "nobody": email: value is not a valid email address',
		httpCode: '422',
		itemIndex: 0,
	});
	const odd = { email: 'a@example.com', phoneNumber: '12' };
	expect(await failureOf(execute(fixture.contact('create', odd)))).toMatchObject({
		message:
			'Could not create the contact "a@example.com": phone_number: value is not a valid phone number',
		description:
			"A value is missing or malformed. Check 'Phone Number'. HyperRep accepts phone numbers such as +14155550199, 415-555-0199 or (415) 555-0199. (HTTP 422)",
	});
	const other = { email: 'a@example.com', additionalFields: { companyId: byId('x') } };
	expect(await failureOf(execute(fixture.contact('create', other)))).toMatchObject({
		message: 'Could not create the contact "a@example.com": Invalid company_id',
		httpCode: '400',
	});
});

test.each([
	['email: value is not a valid email address', "Check 'Email'."],
	['Invalid company_id', "Check 'Company'."],
	['Invalid company role', "Check 'Company Role'."],
	['Invalid organization_id', "Check 'Organization'."],
])('"%s" says which parameter to look at', async (detail, advice) => {
	const body = JSON.stringify({ detail });
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 400, body } });
	const failure = await failureOf(execute(fixture.contact('create', { name: 'Ada' })));
	expect(failure.description).toBe(`${advice} (HTTP 400)`);
});

test('what stands in the place of an ID in a body or a query is said to be none', async () => {
	const refuse = (detail: string) =>
		fixture.standIn.faults.addFirst({
			fault: { kind: 'status', status: 400, body: JSON.stringify({ detail }) },
		});
	refuse('Invalid company_id');
	const additionalFields = { companyId: byId('Acme Roofing') };
	expect(
		await failureOf(execute(fixture.contact('create', { name: 'Ada', additionalFields }))),
	).toMatchObject({
		description:
			"A name is not an ID. Choose from the list, or find the company with 'Get Many' and its 'Filters'. Check 'Company'. (HTTP 400)",
	});
	refuse('Invalid agent_id');
	const logs = { resource: 'auditLog', operation: 'getAll' };
	const filters = { agentId: byId('bob@example.com') };
	expect(await failureOf(execute(fixture.setup({ ...logs, filters })))).toMatchObject({
		description:
			"An email is not an ID. Choose from the list, or find the agent with 'Get Many' and its 'Filters'. Check 'Agent'. (HTTP 400)",
	});
});

test('a phone number that is refused in words gets an example, too', async () => {
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 422, body: '{"detail": "Invalid phone number"}' },
	});
	const setup = fixture.contact('create', { name: 'Ada', phoneNumber: '12' });
	expect((await failureOf(execute(setup))).description).toMatch(
		/Check 'Phone Number'\. HyperRep accepts phone numbers such as /,
	);
});

test('a key that is refused is not said to lack what was entered as text', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 403, body: '{"detail": "No"}' } });
	const failure = await failureOf(execute(fixture.contact('create', { name: 'Ada' })));
	expect(failure.description).toMatch(
		/have access to what is chosen in 'Company' and 'Organization'\./,
	);
});

test.each<[string, INodeParameters, RegExp]>([
	['NaN', { name: '={{ Number($json.missing) }}' }, /^'Name' must be text, but it is NaN$/],
	[
		'Infinity',
		{ phoneNumber: '={{ 1 / 0 }}' },
		/^'Phone Number' must be text, but it is Infinity$/,
	],
	['an unticked cell', { name: '={{ false }}' }, /^'Name' must be text, but it is a boolean$/],
	[
		'a number that JavaScript has changed',
		{ phoneNumber: '={{ 12345678901234567890 }}' },
		/^'Phone Number' must be text, but it is a number with too many digits$/,
	],
	['a NaN role', { companyRole: '={{ NaN }}' }, /^'Company Role' must be text, but it is NaN$/],
	[
		'a NaN custom field',
		{ customFields: { field: [{ name: 'visits', value: '={{ NaN }}' }] } },
		/^The custom field "visits" must be text, but it is NaN$/,
	],
	[
		'a role that is no date',
		{ companyRole: "={{ DateTime.fromISO('soon') }}" },
		/^'Company Role' must be text, but it is an invalid date$/,
	],
	[
		'a company that is no date',
		{ companyId: "={{ DateTime.fromISO('soon') }}" },
		/^'Company' must be an ID, but it is an invalid date$/,
	],
	[
		'a custom field that is no date',
		{ customFields: { field: [{ name: 'visit', value: "={{ DateTime.fromISO('soon') }}" }] } },
		/^The custom field "visit" must be text, but it is an invalid date$/,
	],
	[
		'no date in JSON',
		{ customFieldsJson: "={{ ({ visits: [DateTime.fromISO('soon')] }) }}" },
		/^The field "visits" in 'Custom Fields \(JSON\)' contains an invalid date, which cannot be sent$/,
	],
	[
		'NaN in JSON',
		{ customFieldsJson: '={{ ({ visits: NaN }) }}' },
		/^The field "visits" in 'Custom Fields \(JSON\)' contains NaN, which cannot be sent$/,
	],
	[
		'a Set in JSON',
		{ customFieldsJson: '={{ ({ tags: new Set([1]) }) }}' },
		/^The field "tags" in 'Custom Fields \(JSON\)' contains a Set, which cannot be sent$/,
	],
	[
		'a span of time in JSON',
		{ customFieldsJson: '={{ ({ visit: { age: $now.diff(DateTime.fromMillis(0)) } }) }}' },
		/^The field "visit" in 'Custom Fields \(JSON\)' contains a Duration, which cannot be sent$/,
	],
	[
		'JSON that is a span of time',
		{ customFieldsJson: '={{ $now.diff(DateTime.fromMillis(0)) }}' },
		/^'Custom Fields \(JSON\)' must be an object, but it is a Duration$/,
	],
	[
		'JSON that is a date',
		{ customFieldsJson: '={{ new Date() }}' },
		/^'Custom Fields \(JSON\)' must be an object, but it is a Date$/,
	],
	[
		'a number with too many digits',
		{ customFieldsJson: '{"id": 12345678901234567890}' },
		/^The number "12345678901234567890" in 'Custom Fields \(JSON\)' has too many digits/,
	],
	['a number without end', { customFieldsJson: '{"id": [1e400]}' }, /^The number "1e400" in/],
	[
		'a precise number',
		{ customFieldsJson: '{"pi": 3.14159265358979323846}' },
		/^The number "3.14159265358979323846" in/,
	],
])('%s is refused before any request', async (_, fields, message) => {
	const isAdditional = ['companyId', 'companyRole', 'customFields', 'customFieldsJson'].some(
		(f) => f in fields,
	);
	const parameters = isAdditional
		? { name: 'A', additionalFields: fields }
		: { email: 'a@b.example', ...fields };
	const failure = await failureOf(execute(fixture.contact('create', parameters)));
	expect(failure.message).toMatch(message);
	expect(failure.description).toBeTruthy();
	expect(fixture.sent()).toEqual([]);
});

test.each<[string, INodeParameters, object]>([
	[
		'numbers that JSON keeps',
		{
			customFieldsJson: '{"a": 0.1, "b": 1e21, "c": -12.50, "d": 100, "e": "12345678901234567890"}',
		},
		{ custom_fields: { a: 0.1, b: 1e21, c: -12.5, d: 100, e: '12345678901234567890' } },
	],
	[
		'booleans as the text of a custom field',
		{ customFields: { field: [{ name: 'vip', value: '={{ false }}' }] } },
		{ custom_fields: { vip: 'false' } },
	],
	[
		'dates as text',
		{
			companyRole: '={{ new Date(0) }}',
			customFields: { field: [{ name: 'a', value: '={{ new Date(0) }}' }] },
			customFieldsJson: '={{ ({ b: new Date(0), c: [DateTime.fromMillis(0, { zone: "utc" })] }) }}',
		},
		{
			company_role: '1970-01-01T00:00:00.000Z',
			custom_fields: {
				a: '1970-01-01T00:00:00.000Z',
				b: '1970-01-01T00:00:00.000Z',
				c: ['1970-01-01T00:00:00.000Z'],
			},
		},
	],
])('%s', async (_, additionalFields, expected) => {
	expect(await bodyOf({ name: 'Ada', additionalFields })).toEqual({ name: 'Ada', ...expected });
});

test('blanks and line breaks around an email, a phone number and an ID are not sent', async () => {
	const company = fixture.standIn.idOf('company', fixture.organization.addCompany('Northwind'));
	const body = await bodyOf({
		email: ' ada@example.com\n',
		phoneNumber: '\t415-555-0199 ',
		additionalFields: { companyId: byId(` ${company}\n`) },
	});
	expect(body).toEqual({
		email: 'ada@example.com',
		phone_number: '415-555-0199',
		company_id: company,
	});
});

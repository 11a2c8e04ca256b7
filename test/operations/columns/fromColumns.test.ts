import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute, hintsAfter } from '../../../dev/n8n/harness';

const fixture = useStandIn();

const columns = {
	mappingMode: 'autoMapInputData',
	value: null,
	schema: [{ id: 'custom_fields.Plan' }],
};
const create = async (row: IDataObject, parameters: INodeParameters = {}) => {
	const setup = fixture.contact('create', { dataMode: 'columns', columns, ...parameters });
	await execute({ ...setup, items: [row] });
	return fixture.sent().at(-1)?.body;
};

test('that are named like fields, no matter how', async () => {
	const row = {
		Name: 'Ada',
		'E-Mail': ' ada@example.com',
		EMAIL: 'ada@example.com',
		'phone number': 4155550199,
		plan: 7,
		other: 1,
		company_role: '',
	};
	expect(await create(row)).toEqual({
		name: 'Ada',
		email: 'ada@example.com',
		phone_number: '4155550199',
		custom_fields: { Plan: 7 },
	});
});

test.each([
	['first', { email: 'a@x.example', 'E-Mail': 'b@x.example', EMAIL: 'c@x.example' }],
	['last', { 'E-Mail': 'b@x.example', EMAIL: 'c@x.example', email: 'a@x.example' }],
	['between', { 'E-Mail': 'b@x.example', email: 'a@x.example', Email: 'c@x.example' }],
])('of several for one field, the one that has exactly its name wins: %s', async (_, row) => {
	expect(await create(row)).toEqual({ email: 'a@x.example' });
});

test('of several for one field, those without a value do not count', async () => {
	for (const empty of ['', '  ', null]) {
		const row = { email: empty, 'E-Mail': 'b@x.example', EMAIL: empty };
		expect(await create(row)).toEqual({ email: 'b@x.example' });
	}
});

test('of several for one field with different values, none is chosen', async () => {
	for (const row of [
		{ 'E-Mail': 'a@x.example', EMAIL: 'b@x.example' },
		{ 'E-Mail': 'a@x.example', EMAIL: 'b@x.example', email: '' },
	]) {
		const failure = await failureOf(create(row));
		expect(failure.message).toBe(
			'The columns "E-Mail" and "EMAIL" both fill \'Email\', with different values',
		);
	}
	const failure = await failureOf(create({ name: 'Ada', PLAN: 1, 'p-lan': 2 }));
	expect(failure.message).toBe(
		'The columns "PLAN" and "p-lan" both fill \'Plan\', with different values',
	);
	expect(failure.description).toContain('Rename the column that you want to "custom_fields.Plan"');
	expect(fixture.sent()).toEqual([]);
});

test('that are mapped by hand', async () => {
	const value = {
		name: '={{ $json.first }}',
		email: null,
		'custom_fields.a b': '={{ $json.n }}',
	};
	const row = { first: 'Ada', n: true };
	expect(await create(row, { columns: { mappingMode: 'defineBelow', value } })).toEqual({
		name: 'Ada',
		custom_fields: { 'a b': true },
	});
});

test.each([
	['by hand, it is left out', 'defineBelow', { name: 'Ada' }],
	[
		'by name, where the mapper shows no fields, it counts',
		'autoMapInputData',
		{ email: 'a@x.example' },
	],
])('a field was removed in the mapper: %s', async (_, mappingMode, expected) => {
	const schema = [{ id: 'name' }, { id: 'email', removed: true }];
	const value = { name: 'Ada', email: 'a@x.example' };
	const mapping = { mappingMode, value, schema };
	expect(await create({ email: 'a@x.example' }, { columns: mapping })).toEqual(expected);
});

test('columns that fill no field are named once after the run', async () => {
	const setup = fixture.contact('create', { dataMode: 'columns', columns });
	const items = [
		{ email: 'a@x.example', 'Full Name': 'Ada' },
		{ name: 'Bob', notes: 1 },
	];
	expect(await hintsAfter({ ...setup, items })).toEqual([
		'These columns match no field and were not used: "Full Name" and "notes". To fill a custom field, rename the column, e.g. to "custom_fields.Full Name". To fill another field, give the column its name, or choose \'Map Each Column Manually\'.',
	]);
	const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`c${n}`, n]));
	const [hint] = await hintsAfter({ ...setup, items: [{ name: 'Ada', ...many }] });
	expect(hint).toContain('"c3", "c4" and 4 more.');
	expect(await hintsAfter({ ...setup, items: [{ name: 'Ada' }] })).toEqual([]);
});

test('a custom field of exactly that name comes before one that is written in another way', async () => {
	const names = ['Lead Source', 'lead_source', 'LEAD-SOURCE'];
	const schema = names.map((name) => ({ id: `custom_fields.${name}` }));
	const row = { name: 'Ada', 'Lead Source': 1, lead_source: 2, 'LEAD-SOURCE': 3 };
	expect(await create(row, { columns: { ...columns, schema } })).toEqual({
		name: 'Ada',
		custom_fields: { 'Lead Source': 1, lead_source: 2, 'LEAD-SOURCE': 3 },
	});
});

test.each([
	['that nobody has yet', { ...columns }],
	['although the editor has never loaded the fields', { ...columns, schema: [] }],
])('custom_fields. in front of a name fills a custom field %s', async (_, mapping) => {
	const row = { name: 'Ada', 'custom_fields.a b': { n: [1] }, 'custom_fields.': 1 };
	expect(await create(row, { columns: mapping })).toEqual({
		name: 'Ada',
		custom_fields: { 'a b': { n: [1] } },
	});
});

test('a value that cannot be sent is refused with the name of its column', async () => {
	const mapping = { mappingMode: 'defineBelow', value: { 'custom_fields.age': '={{ NaN }}' } };
	const failure = await failureOf(create({}, { columns: mapping }));
	expect(failure.message).toBe('The field "age" in \'Columns\' contains NaN, which cannot be sent');
	expect(failure.description).toMatch(/^Check the expression in 'Columns'\./);
});

describe('a field that was mapped by hand and does not exist', () => {
	const byHand = async (value: IDataObject, more: INodeParameters = {}) => {
		const columns = { mappingMode: 'defineBelow', value, ...more };
		const setup = fixture.contact('create', { dataMode: 'columns', columns } as INodeParameters);
		return await execute({ ...setup, items: [{ a: 'x' }, { a: 'y' }] });
	};

	test.each<[string, unknown, string]>([
		['e_mail', 'a@x.example', 'email'],
		['e_mail', '={{ $json.missing }}', 'email'],
		['Email', '={{ $json.a }}', 'email'],
		['phone', '={{ $json.a }}', 'phone_number'],
		['Phone Number', '={{ $json.a }}', 'phone_number'],
		['companyId', 'x', 'company_id'],
		['Plan', 'pro', 'custom_fields.Plan'],
		['custom_fields', { website: 'x.example' }, 'custom_fields.website'],
		['custom_fields', '={{ ({ website: "x.example" }) }}', 'custom_fields.website'],
		['customFields', {}, 'custom_fields.notes'],
		['custom_fields.', 'x', 'custom_fields.notes'],
	])(
		'is refused before the first write, with the nearest name: %s',
		async (field, value, meant) => {
			const schema = [{ id: 'name' }, { id: 'custom_fields.Plan' }];
			const failure = await failureOf(
				byHand({ name: 'Ada', [field]: value } as IDataObject, { schema }),
			);
			expect(failure.message).toBe(`'Columns' has no field "${field}"`);
			expect(failure.description).toContain(`Did you mean "${meant}"?`);
			expect(fixture.sent()).toEqual([]);
		},
	);

	test.each(['website', 'id', ''])('is refused where none is near: %s', async (field) => {
		const value = JSON.parse(`{"name": "Ada", ${JSON.stringify(field)}: "x"}`) as IDataObject;
		const failure = await failureOf(byHand(value));
		expect(failure.message).toBe(`'Columns' has no field "${field}"`);
		expect(failure.description).toMatch(
			/^Valid fields are name, email, phone_number, company_id, company_role or custom_fields\. followed by the name of a custom field, e\.g\. /,
		);
		expect(fixture.sent()).toEqual([]);
	});

	test('is no matter where nothing was mapped to it, or where it was removed', async () => {
		const schema = [{ id: 'website', removed: true }];
		const value = { name: 'Ada', e_mail: null, phone: '', website: 'x.example' };
		expect(await byHand(value, { schema })).toHaveLength(2);
		expect(fixture.sent()[0]?.body).toEqual({ name: 'Ada' });
	});
});

test.each(['email', 7, true])('Columns as %j are refused', async (mapping) => {
	const setup = fixture.contact('create', { dataMode: 'columns', columns: mapping });
	const failure = await failureOf(execute(setup));
	expect(failure.message).toMatch(/^'Columns' must be a mapping of columns, but it is a \w+$/);
	expect(fixture.sent()).toEqual([]);
});

test('without one that counts, it is refused', async () => {
	const failure = await failureOf(create({ unknown: 'Ada' }));
	expect(failure.message).toBe("Enter at least one of 'Name', 'Email' or 'Phone Number'");
});

describe('Data Mode', () => {
	const company = (parameters: INodeParameters) =>
		fixture.setup({
			resource: 'company',
			operation: 'create',
			name: 'Acme',
			additionalFields: { domain: 'acme.example', address: '1 Main Street' },
			...parameters,
		});

	// n8n would leave out the fields of Company that Contact does not have.
	test.each(['={{ "fields" }}', '={{ $json.mode }}', '={{ "columns" }}'])(
		'as the expression %s is refused, instead of leaving fields out',
		async (dataMode) => {
			const failure = await failureOf(execute(company({ dataMode })));
			expect(failure.message).toMatch(/^'Data Mode' must be "fields" or "columns", but it is /);
			expect(failure.description).toContain('It takes no expression.');
			expect(fixture.sent()).toEqual([]);
		},
	);

	test('as a model chose leaves no field out', async () => {
		await execute(company({ dataMode: '={{ $fromAI("mode", "", "string", "fields") }}' }));
		expect(fixture.sent()[0]?.body).toEqual({
			name: 'Acme',
			domain: 'acme.example',
			address: '1 Main Street',
		});
	});
});

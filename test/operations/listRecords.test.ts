import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';

const fixture = useStandIn();

const EMAIL = { filters: { email: '={{ $json.email }}' } };

const run = async (items: IDataObject[], parameters: INodeParameters = {}, more: object = {}) =>
	await execute({ ...fixture.contact('getAll', { ...EMAIL, ...parameters }), items, ...more });

const addContacts = (count: number, fields: object = {}) =>
	fixture.organization.contacts.createMany(
		Array.from({ length: count }, (_, n) => ({
			fields: { name: `${n}`, email: `${n % 100}@example.com`, ...fields },
			createdAt: n * 1_000_000,
		})),
	);

const itemsOf = (output: Awaited<ReturnType<typeof run>>) =>
	output.map(({ json, pairedItem }) => [(pairedItem as { item: number }).item, json.name]);

test('50 rows by email against 2,000 contacts cost as many requests as one', async () => {
	addContacts(2000);
	const rows = Array.from({ length: 50 }, (_, n) => ({ email: `${n}@EXAMPLE.com` }));
	const output = await run(rows, { returnAll: true });
	expect(output).toHaveLength(50 * 20);
	const newestFirst = [...Array(20).keys()].reverse();
	const expected = rows.flatMap((_, n) => newestFirst.map((each) => [n, `${each * 100 + n}`]));
	expect(itemsOf(output)).toEqual(expected);
	expect(fixture.sent()).toHaveLength(4);
});

test('pages are read until the limit matches, and not one more', async () => {
	fixture.standIn.longestPage = 2;
	for (const name of ['Bruno', 'Clara', 'Ada', 'Dora', 'Ada', 'Emil']) {
		fixture.organization.contacts.create({ name });
	}
	const output = await run([{}], { filters: { search: 'ada' }, limit: 2 });
	expect(output.map(({ json }) => json.name)).toEqual(['Ada', 'Ada']);
	expect(fixture.sent()).toHaveLength(2);
});

test('each item has its own limit, and reading ends when all have enough', async () => {
	addContacts(2000);
	const rows = [1, 2, 3].map((limit) => ({ email: '7@example.com', limit }));
	const output = await run(rows, { limit: '={{ $json.limit }}' });
	expect(output).toHaveLength(6);
	expect(fixture.sent()).toHaveLength(1);
	expect(output[0]?.json).toEqual(output[1]?.json);
});

test('items that get the same record share nothing', async () => {
	addContacts(3, { custom_fields: { plan: 'pro' } });
	const rows = [{ email: '1@example.com' }, { email: '1@example.com' }, { email: '1@example.com' }];
	const output = await run(rows, { returnAll: true });
	expect(new Set(output.map(({ json }) => json.custom_fields)).size).toBe(3);
	expect(output[2]?.json).toEqual(output[0]?.json);
});

test('items of two organizations, or with other dates, are read for themselves', async () => {
	const { standIn, organization } = fixture;
	addContacts(10);
	const other = standIn.addOrganization('Other');
	other.contacts.create({ name: 'Other', email: '1@example.com' });
	const rows = [organization, other, organization].map((one) => ({
		organization: standIn.idOf('organization', one),
		email: '1@example.com',
	}));
	const output = await run(rows, { organizationId: byId('={{ $json.organization }}') });
	expect(itemsOf(output)).toEqual([
		[0, '1'],
		[1, 'Other'],
		[2, '1'],
	]);
	expect(fixture.sent()).toHaveLength(2);
});

test('an order is made of one reading, too', async () => {
	addContacts(1200);
	const rows = [{ order: 'oldest' }, { order: 'newest' }];
	const output = await run(rows, {
		filters: {},
		limit: 1,
		options: { order: '={{ $json.order }}' },
	});
	expect(itemsOf(output)).toEqual([
		[0, '0'],
		[1, '1199'],
	]);
	expect(fixture.sent()).toHaveLength(3);
});

test('an item that fails, or is cancelled, takes nothing away from the others', async () => {
	fixture.standIn.longestPage = 5;
	addContacts(40);
	const rows = [{ email: '1@example.com' }, { email: {} }, { email: '2@example.com' }];
	const output = await run(rows, {}, { onError: 'continueRegularOutput' });
	expect(output.map(({ json }) => json.name)).toEqual(['1', undefined, '2']);
});

test('where a page cannot be read, those that need it fail', async () => {
	fixture.standIn.longestPage = 5;
	addContacts(40);
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip: 2, times: 1 });
	const rows = [
		{ email: '38@example.com' },
		{ email: '2@example.com' },
		{ email: '1@example.com' },
	];
	const output = await run(rows, { limit: 1 }, { onError: 'continueRegularOutput' });
	expect(output.map(({ json }) => json.name ?? typeof json.error)).toEqual([
		'38',
		'string',
		'string',
	]);
});

test('a later run reads afresh', async () => {
	addContacts(3);
	await run([{ email: '1@example.com' }, { email: '2@example.com' }]);
	fixture.organization.contacts.create({ name: 'New', email: '2@example.com' });
	const output = await run([{ email: '1@example.com' }, { email: '2@example.com' }]);
	expect(output.map(({ json }) => json.name)).toEqual(['1', 'New', '2']);
});

const ONE_AT_A_TIME = { returnAll: true, options: { maxConcurrency: 1 } };

test('after a page that could not be read, the next items get each record once', async () => {
	fixture.standIn.longestPage = 5;
	addContacts(20);
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip: 2, times: 1 });
	const rows = [{ after: '1970-01-01T00:00:00Z' }, { after: '1970-01-01T00:00:01Z' }];
	const output = await run(
		rows,
		{ ...ONE_AT_A_TIME, filters: { createdAfter: '={{ $json.after }}' } },
		{ onError: 'continueRegularOutput' },
	);
	expect(output[0]?.json).toEqual({ error: expect.any(String) });
	const names = output.slice(1).map(({ json }) => json.name);
	expect(names).toEqual([...Array(20).keys()].slice(1).reverse().map(String));
});

test('of a list that is too long to keep, each item gets each record once, as HyperRep lists them', async () => {
	addContacts(100_600);
	const rows = [{ email: '7@example.com' }, { email: '8@example.com' }];
	const output = await run(rows, ONE_AT_A_TIME);
	const newestFirst = [...Array(1006).keys()].reverse();
	const expected = rows.flatMap((_, n) => newestFirst.map((each) => [n, `${each * 100 + n + 7}`]));
	expect(itemsOf(output)).toEqual(expected);
});

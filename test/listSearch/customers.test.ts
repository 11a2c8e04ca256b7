import { useStandIn } from '../useStandIn';
import { searchList } from '../../dev/n8n/harness';
import type { StoredConversation } from '../../dev/standIn/store';

const AT = Date.UTC(2026, 2, 1, 12) * 1000;
const HOUR = 3_600_000_000;

// Conversations are named by their customers, and searched by them.
const fixture = useStandIn({ order: 'oldestFirst' });
const search = async (filter?: string) =>
	await searchList({
		...fixture.setup(),
		method: 'searchConversations',
		filter,
		timezone: 'UTC',
	});
const names = async (filter?: string) => (await search(filter)).results.map(({ name }) => name);
const gets = (path: string) => fixture.sent().filter((each) => each.path.includes(path)).length;

/** A conversation of a new contact, an hour after the one before. */
function converse(contact: Record<string, string>, n: number): StoredConversation {
	const { organization } = fixture;
	const { number } = organization.contacts.create(contact);
	return organization.addConversation(number, AT + n * HOUR, { folder: 'inbox' });
}

const PEOPLE: Array<Record<string, string>> = [
	{ name: 'Ada García', email: 'ada@example.com', phone_number: '+14155550101' },
	{ email: 'ben@example.com', phone_number: '+14155550102' },
	{ phone_number: '+14155550103' },
];

test('a list of conversations names the customers, and is searched by them', async () => {
	PEOPLE.forEach(converse);
	const all = [
		'Ada García (2026-03-01 12:00:00, inbox)',
		'ben@example.com (2026-03-01 13:00:00, inbox)',
		'+14155550103 (2026-03-01 14:00:00, inbox)',
	];
	expect(await names()).toEqual(all);
	expect(gets('/contacts/')).toBe(3);
	expect(await names('garcia')).toEqual(all.slice(0, 1));
	expect(await names('BEN@')).toEqual(all.slice(1, 2));
	expect(await names('415 555 0103')).toEqual(all.slice(2));
	fixture.standIn.forget();
	expect(await names('ada')).toEqual(all.slice(0, 1));
	// The contacts, and the conversations of the one that is found, were read a moment ago.
	expect(fixture.sent()).toEqual([]);
	expect(await names('inbox 13:00')).toEqual(all.slice(1, 2));
	expect(await names('nobody')).toEqual([]);
});

test('a list of conversations is searched by what it shows where the key cannot read contacts', async () => {
	PEOPLE.forEach(converse);
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 403, body: '{"detail":"No"}', type: 'application/json' },
		matches: ({ path }) => path.includes('/contacts'),
	});
	expect(await names('inbox 13:00')).toEqual(['2026-03-01 13:00:00 (inbox)']);
	await expect(names('garcia')).rejects.toThrow('Could not list the conversations: No');
});

test('each customer is read once', async () => {
	const { organization } = fixture;
	const { number } = organization.contacts.create({ name: 'Ada' });
	for (let n = 0; n < 5; n++) organization.addConversation(number, AT + n * HOUR);
	expect(await names()).toHaveLength(5);
	expect(gets('/contacts/')).toBe(1);
});

test('a screenful is shown at a time, and no more names are read than that', async () => {
	for (let n = 0; n < 30; n++) converse({ name: `Person ${n}` }, n);
	const { results, paginationToken } = await search();
	expect(results).toHaveLength(20);
	expect(paginationToken).toBeDefined();
	expect(gets('/contacts/')).toBe(20);
	const found = await names('person');
	expect(found).toHaveLength(21);
	expect(found.at(-1)).toBe('There may be more. Keep typing, or use the ID.');
});

test.each([
	[
		'that HyperRep does not have',
		{
			kind: 'status',
			status: 404,
			body: '{"detail":"Contact not found"}',
			type: 'application/json',
		},
	],
	[
		'that cannot be read',
		{ kind: 'status', status: 403, body: '{"detail":"No"}', type: 'application/json' },
	],
	['that takes too long', { kind: 'silence' }],
] as const)('the list appears without the name of a customer %s', async (_, fault) => {
	PEOPLE.forEach(converse);
	fixture.standIn.faults.add({
		fault,
		times: 1,
		matches: ({ path }) => path.includes('/contacts/'),
	});
	const found = await names();
	expect(found).toHaveLength(3);
	expect(found.filter((name) => name.startsWith('2026-03-01'))).toHaveLength(1);
});

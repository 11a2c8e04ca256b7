import { useStandIn } from '../useStandIn';
import { searchList } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';

const fixture = useStandIn({ longestPage: 10 });

const search = async (filter: string, paginationToken?: string) => {
	const setup = { ...fixture.setup(), method: 'searchContacts', filter, paginationToken };
	const { results } = await searchList(setup);
	return results.map(({ name }) => name);
};

const sent = () => fixture.sent().length;

/** Every ninth is an Anna; the stand-in lists the newest first. */
const add = (n: number) =>
	void fixture.organization.contacts.create({
		name: `${n % 9 === 0 ? 'Anna' : 'Ben'} No${n}`,
		email: `${n}@example.com`,
	});

const nameOf = (n: number) => `${n % 9 === 0 ? 'Anna' : 'Ben'} No${n} (${n}@example.com)`;

beforeEach(() => {
	for (let n = 0; n < 95; n++) add(n);
});

test('typing on sends no request', async () => {
	expect(await search('anna')).toHaveLength(11);
	expect(sent()).toBe(10);
	expect(await search('anna no8')).toEqual([nameOf(81)]);
	expect(await search('no77')).toEqual([nameOf(77)]);
	expect(sent()).toBe(10);
});

test('a search that was short of the end is read on', async () => {
	expect(await search('ben')).toHaveLength(27);
	expect(sent()).toBe(3);
	expect(await search('ben no10')).toEqual([nameOf(10)]);
	expect(sent()).toBe(10);
});

test('searches at the same time read together', async () => {
	await Promise.all(['anna', 'anna no9', 'no10'].map(async (filter) => await search(filter)));
	expect(sent()).toBe(10);
});

test('where nothing that was read matches, the list is read again', async () => {
	expect(await search('no99')).toEqual([]);
	expect(sent()).toBe(10);
	add(99);
	expect(await search('no99')).toEqual([nameOf(99)]);
	expect(sent()).toBe(20);
});

test('after half a minute the list is read again', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		const start = Date.now();
		await search('anna');
		add(99);
		clock.mockReturnValue(start + 29_000);
		expect(await search('anna')).toHaveLength(11);
		clock.mockReturnValue(start + 31_000);
		expect(await search('anna')).toHaveLength(12);
	} finally {
		clock.mockRestore();
	}
});

test('typing on sends no request for the conversations of a customer either', async () => {
	const ben = fixture.organization.contacts.visible().find(({ name }) => name === 'Ben No94');
	fixture.organization.addConversation(ben?.number ?? 0, 1);
	const setup = { ...fixture.setup(), method: 'searchConversations' };
	const counts: number[] = [];
	for (const filter of ['ben no9', 'ben no94', 'no94']) {
		expect((await searchList({ ...setup, filter })).results).toHaveLength(1);
		counts.push(sent());
	}
	expect(counts).toEqual([14, 14, 14]);
});

test('what was read first is read again after half a minute, and no entry comes twice', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		const start = Date.now();
		// The first pages, and later the rest of them.
		await search('ben');
		clock.mockReturnValue(start + 20_000);
		await search('ben no10');
		clock.mockReturnValue(start + 31_000);
		const setup = { ...fixture.setup(), method: 'searchContacts' };
		const anna = await searchList({ ...setup, filter: 'anna' });
		expect(anna).toEqual({ results: expect.any(Array), paginationToken: undefined });
		expect(new Set(anna.results.map(({ value }) => value)).size).toBe(11);
		expect(anna.results).toHaveLength(11);
	} finally {
		clock.mockRestore();
	}
});

test('what another credential has read serves nobody else', async () => {
	await search('anna');
	const setup = { ...fixture.setup(), apiKey: 'wrong', method: 'searchContacts', filter: 'anna' };
	await expect(searchList(setup)).rejects.toThrow('Invalid API Key');
});

describe.each(Object.entries(IDENTIFIERS))(
	'with %s IDs and no organization chosen',
	(_, makeIdentifiers) => {
		const world = useStandIn({ identifiers: makeIdentifiers() });

		test('typing on sends no request', async () => {
			world.organization.contacts.create({ name: 'Anna' });
			const setup = world.setup({ organizationId: byId('') });
			for (const filter of ['a', 'an', 'ann']) {
				const { results } = await searchList({ ...setup, method: 'searchContacts', filter });
				expect(results).toHaveLength(1);
			}
			expect(world.sent()).toHaveLength(2);
		});
	},
);

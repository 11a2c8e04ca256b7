import { failureOf, useStandIn } from '../../dev/n8n/fixture';
import { searchList } from '../../dev/n8n/harness';

const fixture = useStandIn();

const namesOf = ({ results }: { results: Array<{ name: string }> }) =>
	results.map(({ name }) => name);

test('organizations are found by name, ignoring case, in alphabetical order', async () => {
	const { standIn } = fixture;
	standIn.addOrganization('Zenith');
	standIn.addOrganization('Beta Roofing');
	const all = await searchList({ ...fixture.setup(), method: 'searchOrganizations' });
	expect(namesOf(all)).toEqual(['Acme Roofing', 'Beta Roofing', 'Zenith']);
	expect(all.results[0].value).toBe(standIn.idOf('organization', fixture.organization));
	const found = await searchList({
		...fixture.setup(),
		method: 'searchOrganizations',
		filter: 'ROOF',
	});
	expect(namesOf(found)).toEqual(['Acme Roofing', 'Beta Roofing']);
});

describe('contacts', () => {
	const search = (filter?: string, paginationToken?: string) =>
		searchList({ ...fixture.setup(), method: 'searchContacts', filter, paginationToken });

	beforeEach(() => {
		const { contacts } = fixture.organization;
		contacts.create({ name: 'Ada Abbott', email: 'ada@example.com' });
		contacts.create({ email: 'bruno@EXAMPLE.org' });
		contacts.create({ phone_number: '+14155550199' });
		contacts.create({ name: 'Dora', phone_number: '+15135550000' });
		contacts.create({});
	});

	test('show what tells them apart', async () => {
		const list = await search();
		expect(namesOf(list).reverse()).toEqual([
			'Ada Abbott (ada@example.com)',
			'bruno@EXAMPLE.org',
			'+14155550199',
			'Dora (+15135550000)',
			'Unnamed contact',
		]);
		const [, id] = /^(HR_id_contact_\w+)$/.exec(String(list.results[0].value)) ?? [];
		expect(id).toBeDefined();
		expect(list.paginationToken).toBeUndefined();
	});

	test.each([
		['ABB', ['Ada Abbott (ada@example.com)']],
		['example.ORG', ['bruno@EXAMPLE.org']],
		['415-555-0199', ['+14155550199']],
		['(415) 555', ['+14155550199']],
		['nobody', []],
	])('are found by "%s"', async (filter, expected) => {
		expect(namesOf(await search(filter))).toEqual(expected);
	});

	test('further pages load as the list is scrolled', async () => {
		for (let n = 0; n < 240; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
		const names: string[] = [];
		let token: unknown;
		do {
			const page = await search(undefined, token as string | undefined);
			names.push(...namesOf(page));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(names).toHaveLength(245);
		expect(new Set(names).size).toBe(245);
		expect(fixture.sent()).toHaveLength(3);
	});

	test('a search walks on by page until something matches, and goes on behind it', async () => {
		for (let n = 0; n < 1600; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
		const found = await search('contact 3');
		expect(namesOf(found)).toContain('Contact 399');
		const page = await search('ada abbott');
		expect(namesOf(page)).toEqual(['Ada Abbott (ada@example.com)']);
		const next = await search('contact 3', found.paginationToken as string);
		expect(namesOf(next)).not.toContain('Contact 399');
		expect(namesOf(next)).toContain('Contact 30');
	});

	test('a search is bounded for each call, and can be gone on with', async () => {
		fixture.standIn.longestPage = 1;
		for (let n = 0; n < 30; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
		const page = await search('ada');
		expect(page.results).toEqual([]);
		expect(fixture.sent()).toHaveLength(20);
		const next = await search('ada', page.paginationToken as string);
		expect(namesOf(next)).toEqual(['Ada Abbott (ada@example.com)']);
	});

	test('without an organization the panel says so', async () => {
		const setup = fixture.setup({ organizationId: { __rl: true, mode: 'list', value: '' } });
		const failure = await failureOf(searchList({ ...setup, method: 'searchContacts' }));
		expect(failure.message).toBe('Choose an Organization first');
	});

	test('a refused key shows in the panel', async () => {
		const failure = await failureOf(
			searchList({ ...fixture.setup(), apiKey: 'wrong', method: 'searchContacts' }),
		);
		expect(failure.message).toContain('Invalid API Key');
	});

	test('where there is no parameter to look at, none is named', async () => {
		for (const [apiKey, baseUrl, advice] of [
			['wrong', fixture.standIn.url, 'it must be active, and not expired. (HTTP 403)'],
			[
				undefined,
				`${fixture.standIn.url}/elsewhere`,
				'Check the Base URL in the HyperRep credential. (HTTP 404)',
			],
		] as const) {
			const failure = await failureOf(
				searchList({ ...fixture.setup(), apiKey, baseUrl, method: 'searchOrganizations' }),
			);
			expect(failure.description.endsWith(advice)).toBe(true);
		}
	});
});

describe('custom fields', () => {
	const search = (filter?: string) =>
		searchList({ ...fixture.setup(), method: 'searchCustomFields', filter });

	test('are those that contacts have, each once, in alphabetical order', async () => {
		const { contacts } = fixture.organization;
		contacts.create({ name: 'Ada', custom_fields: { vip: true, notes: 'Prefers SMS' } });
		contacts.create({ name: 'Ben' });
		contacts.create({ name: 'Cleo', custom_fields: { notes: '', 'Größe (m²)': 3, ' ': 1 } });
		expect(await search()).toEqual({
			results: ['Größe (m²)', 'notes', 'vip'].map((name) => ({ name, value: name })),
		});
		expect(namesOf(await search('NOT'))).toEqual(['notes']);
		expect(namesOf(await search('nothing like it'))).toEqual([]);
	});

	test('are gathered from further pages too, up to a bound', async () => {
		fixture.standIn.longestPage = 1;
		for (let n = 30; n > 0; n--) {
			fixture.organization.contacts.create({
				name: `Contact ${n}`,
				custom_fields: { [`f${n}`]: n },
			});
		}
		expect(namesOf(await search())).toHaveLength(20);
		expect(fixture.sent()).toHaveLength(20);
	});
});

test('companies are found by name and domain', async () => {
	fixture.organization.addCompany('Northwind Roofing', 'northwind.example');
	fixture.organization.addCompany('Blue Harbor', 'dental.example');
	const search = (filter?: string) =>
		searchList({ ...fixture.setup(), method: 'searchCompanies', filter });
	expect(namesOf(await search())).toEqual(['Blue Harbor', 'Northwind Roofing']);
	expect(namesOf(await search('north'))).toEqual(['Northwind Roofing']);
	expect(namesOf(await search('DENTAL'))).toEqual(['Blue Harbor']);
});

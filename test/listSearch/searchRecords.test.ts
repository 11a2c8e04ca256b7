import { failureOf, useStandIn } from '../useStandIn';
import { searchList } from '../../dev/n8n/harness';

const fixture = useStandIn();

const namesOf = ({ results }: { results: Array<{ name: string }> }) =>
	results.map(({ name }) => name);

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

	test('show what distinguishes them', async () => {
		const list = await search();
		expect(namesOf(list).reverse()).toEqual([
			'Ada Abbott (ada@example.com)',
			'bruno@EXAMPLE.org',
			'+14155550199',
			'Dora (+15135550000)',
			expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		]);
		const [, id] = /^(HR_id_contact_\w+)$/.exec(String(list.results[0]?.value)) ?? [];
		expect(id).toBeDefined();
		expect(list.paginationToken).toBeUndefined();
	});

	test.each([
		['ABB', ['Ada Abbott (ada@example.com)']],
		['example.ORG', ['bruno@EXAMPLE.org']],
		['415-555-0199', ['+14155550199']],
		['(415) 555', ['+14155550199']],
		['1-415', ['+14155550199']],
		['1 (513) 555-0000', ['Dora (+15135550000)']],
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

	test('a search continues until there is a screenful, and resumes there', async () => {
		for (let n = 0; n < 1600; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
		// One on the first page, two far behind it.
		fixture.organization.contacts.create({ name: 'John Young' });
		for (let n = 0; n < 2; n++) {
			const createdAt = fixture.standIn.clock() - 3_600_000_000;
			fixture.organization.contacts.create({ name: `John Old ${n}` }, { createdAt });
		}
		expect((await search('john')).results).toHaveLength(3);
		const names: string[] = [];
		let token: string | undefined;
		do {
			const page = await search('contact 3', token);
			names.push(...namesOf(page));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(new Set(names).size).toBe(names.length);
		expect(names.some((name) => name.startsWith('Contact 399 '))).toBe(true);
	});

	test('a search that takes long says how far it got, and can be continued', async () => {
		fixture.standIn.longestPage = 1;
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now');
		fixture.standIn.faults.add({
			fault: { kind: 'meanwhile', act: () => void clock.mockReturnValue(start + 11_000) },
			skip: 2,
			times: 1,
		});
		const page = await search('ada');
		clock.mockRestore();
		expect(page.results).toEqual([
			{ name: 'Searched 3 contacts. Keep typing, or use the ID.', value: '' },
		]);
		const next = await search('ada', page.paginationToken as string);
		expect(namesOf(next)).toEqual(['Ada Abbott (ada@example.com)']);
	});

	test('a search shows what it has found when HyperRep asks for a longer wait', async () => {
		fixture.standIn.longestPage = 2;
		fixture.organization.contacts.create({ name: 'Zed', email: 'zed@example.com' });
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 429, headers: { 'Retry-After': '20' } },
			skip: 1,
		});
		const page = await search('zed');
		expect(namesOf(page)).toEqual([
			'Zed (zed@example.com)',
			'Searched 2 contacts. Keep typing, or use the ID.',
		]);
		fixture.standIn.faults.clear();
		expect((await search('zed', page.paginationToken as string)).results).toEqual([]);
	});

	test('a search that HyperRep refuses says why', async () => {
		fixture.standIn.longestPage = 2;
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 403, body: '{"detail": "API Key has expired"}' },
			skip: 1,
		});
		const failure = await failureOf(search('nobody'));
		expect(failure.message).toBe('Could not list the contacts: API Key has expired');
	});

	test.each([
		['garcia', 'María García'],
		['GARCÍA maria', 'María García'],
		['jose', 'Jose\u0301'],
		['José', 'Jose\u0301'],
	])(
		'are found by "%s", ignoring case and accents, the words in any order',
		async (filter, name) => {
			fixture.organization.contacts.create({ name, email: 'x@example.com' });
			expect(namesOf(await search(filter))).toEqual([`${name} (x@example.com)`]);
		},
	);

	test('are not found by digits that stand apart in an email or a name', async () => {
		const { contacts } = fixture.organization;
		contacts.create({ name: 'Ned', email: 'ned12@d34.example' });
		contacts.create({ name: 'Suite 1 of 2, Floor 34' });
		contacts.create({ name: 'Nora', phone_number: '415-512-34 00 ext. 5' });
		expect(namesOf(await search('1234'))).toEqual(['Nora (415-512-34 00 ext. 5)']);
		expect(namesOf(await search('d34'))).toEqual(['Ned (ned12@d34.example)']);
	});

	test('namesakes can be distinguished', async () => {
		const { contacts } = fixture.organization;
		contacts.create({ name: 'Sam', email: 'sam@example.com', phone_number: '415-555-0100' });
		const createdAt = Date.UTC(2026, 2, 1, 12) * 1000;
		contacts.create({ name: 'Sam' }, { createdAt });
		contacts.create({ name: 'Sam' }, { createdAt });
		contacts.create({ name: 'Sam', email: 'office@example.com' }, { createdAt });
		contacts.create({ name: 'Sam', email: 'office@example.com' }, { createdAt: 60e6 + createdAt });
		const names = [
			'Sam (2026-03-01 12:00:00)',
			'Sam (2026-03-01 12:00:00)',
			'Sam (office@example.com) (2026-03-01 12:00:00)',
			'Sam (office@example.com) (2026-03-01 12:01:00)',
			'Sam (sam@example.com, 415-555-0100)',
		];
		expect(namesOf(await search('sam')).sort()).toEqual(names);
		expect(namesOf(await search('')).sort()).toEqual(expect.arrayContaining(names));
	});

	test('a name with a hundred thousand accents does not hold n8n up', async () => {
		fixture.organization.contacts.create({ name: `Odd${'\u0301\u0323'.repeat(100_000)}` });
		expect(namesOf(await search('odd'))).toHaveLength(1);
	});

	test('a text of a million characters finds nothing, quickly', async () => {
		for (let n = 0; n < 500; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
		expect((await search('x '.repeat(500_000))).results).toEqual([]);
	});

	test('without an organization, the panel shows the only one, or says what to do', async () => {
		const setup = fixture.setup({ organizationId: { __rl: true, mode: 'list', value: '' } });
		const list = () => searchList({ ...setup, method: 'searchContacts' });
		expect((await list()).results).toHaveLength(5);
		fixture.standIn.addOrganization('Other');
		expect((await failureOf(list())).message).toBe("'Organization' is empty");
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
		expect(fixture.standIn.takeViolations()).toHaveLength(1);
	});
});

test('companies are found by name and domain', async () => {
	fixture.organization.addCompany('Northwind Roofing', 'northwind.example');
	fixture.organization.addCompany('Blue Harbor', 'dental.example');
	const search = (filter?: string) =>
		searchList({ ...fixture.setup(), method: 'searchCompanies', filter });
	expect(namesOf(await search())).toEqual([
		'Blue Harbor (dental.example)',
		'Northwind Roofing (northwind.example)',
	]);
	expect(namesOf(await search('north'))).toEqual(['Northwind Roofing (northwind.example)']);
	expect(namesOf(await search('DENTAL'))).toEqual(['Blue Harbor (dental.example)']);
});

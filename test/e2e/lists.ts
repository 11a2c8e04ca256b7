import { byId } from '../../dev/n8n/locator';
import { NODE_TYPE, TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { addRecords } from './records';

interface Entry {
	name: string;
	value: string;
}

interface Page {
	results: Entry[];
	paginationToken?: string;
}

/** What the editor sends beside the name of the method. */
interface Asked {
	filter?: string;
	paginationToken?: string;
	nodeType?: string;
	/** What is chosen in the panel, beside the organization. */
	chosen?: Record<string, unknown>;
}

/** The lists of the panel, over the endpoint that the panel asks. */
export function testLists(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Lists');
	const { standIn, organization } = hyperRep;
	const small = standIn.addOrganization('Small');
	const records = addRecords(small);

	const pageIn = async (
		{ id }: { id: string },
		methodName: string,
		{ nodeType: name = NODE_TYPE, chosen, ...rest }: Asked = {},
	): Promise<Page> => {
		const { credential } = hyperRep;
		return await n8n.client.send('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.anyId',
			methodName,
			nodeTypeAndVersion: { name, version: 1 },
			currentNodeParameters: { organizationId: byId(id), ...chosen },
			credentials: { hyperRepApi: { id: credential.id, name: credential.name } },
			...rest,
		});
	};

	const page = async (methodName: string, asked?: Asked) =>
		await pageIn(hyperRep.choices.organization, methodName, asked);

	const smallPage = async (methodName: string, asked?: Asked) =>
		(await pageIn(hyperRep.choicesIn(small).organization, methodName, asked)).results;

	/** All pages, as somebody sees them who scrolls to the end. */
	const scroll = async (methodName: string, filter?: string): Promise<Entry[][]> => {
		const pages: Entry[][] = [];
		let paginationToken: string | undefined;
		do {
			const next = await page(methodName, { filter, paginationToken });
			pages.push(next.results);
			({ paginationToken } = next);
		} while (paginationToken !== undefined);
		return pages;
	};

	const valuesOf = (entries: Entry[]) => entries.map(({ value }) => value);
	const contactIds = (matches: (email: string | null) => boolean = () => true) =>
		organization.contacts
			.visible()
			.filter(({ email }) => matches(email))
			.map((contact) => standIn.idOf('contact', contact));

	test.each([NODE_TYPE, TRIGGER_TYPE])('organizations in %s', async (nodeType) => {
		const { results } = await page('searchOrganizations', { nodeType });
		const entries = [organization, small].map((each) => ({
			name: each.name,
			value: standIn.idOf('organization', each),
		}));
		expect(results).toEqual(entries);
		const none = await page('searchOrganizations', { nodeType, filter: 'no such name' });
		expect(none.results).toEqual([]);
	});

	test('contacts, page by page', async () => {
		const pages = await scroll('searchContacts');
		expect(pages.length).toBeGreaterThan(2);
		expect(valuesOf(pages.flat())).toEqual(contactIds());
	});

	test('contacts, searched by words in any order and without accents', async () => {
		const pages = await scroll('searchContacts', 'garcia ada');
		const expected = contactIds((email) => email?.startsWith('ada.garcía') === true);
		expect(expected.length).toBeGreaterThan(10);
		expect(valuesOf(pages.flat())).toEqual(expect.arrayContaining(expected));
		expect(pages.flat().every(({ name }) => name.startsWith('Ada García'))).toBe(true);
	});

	test('contacts, searched by phone number', async () => {
		const contact = organization.contacts.visible().find((each) => each.phone_number !== null)!;
		const filter = contact.phone_number!.slice(2).replace(/(...)(...)(....)/, '($1) $2-$3');
		const [first = []] = await scroll('searchContacts', filter);
		expect(valuesOf(first)).toContain(standIn.idOf('contact', contact));
	});

	test('custom fields, all and searched', async () => {
		const entries = ['notes', 'source'].map((name) => ({ name, value: name }));
		expect(await smallPage('searchCustomFields')).toEqual(entries);
		expect(await smallPage('searchCustomFields', { filter: 'NOTE' })).toEqual([entries[0]]);
		expect(await smallPage('searchCustomFields', { filter: 'none' })).toEqual([]);
		expect(await smallPage('searchCompanyCustomFields')).toEqual([]);
	});

	test('companies and agents, all and searched', async () => {
		const { company, agent } = records;
		const lumen = {
			name: 'Lumen Fitness (lumen-fitness.example)',
			value: standIn.idOf('company', company),
		};
		expect(await smallPage('searchCompanies')).toHaveLength(2);
		expect(await smallPage('searchCompanies', { filter: 'FITNESS lumen' })).toEqual([lumen]);
		const sam = { name: 'Sam Seller (sam@example.com)', value: standIn.idOf('agent', agent) };
		expect(valuesOf(await smallPage('searchAgents'))).toContain(sam.value);
		expect(await smallPage('searchAgents', { filter: 'sam@' })).toEqual([sam]);
	});

	test('sales by status, total and date', async () => {
		const { quoted, accepted } = records;
		const date = expect.stringMatching(
			/^.* \(\d+\.50 USD, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\)$/,
		) as string;
		expect(await smallPage('searchSales')).toHaveLength(2);
		expect(await smallPage('searchSales', { filter: 'accepted' })).toEqual([
			{ name: date, value: standIn.idOf('sale', accepted) },
		]);
		expect(valuesOf(await smallPage('searchSales', { filter: 'quote' }))).toEqual([
			standIn.idOf('sale', quoted),
		]);
	});

	test('conversations by customer, date and folder, with what is unread', async () => {
		const { conversation } = records;
		expect(await smallPage('searchConversations')).toHaveLength(2);
		expect(await smallPage('searchConversations', { filter: 'unread' })).toEqual([
			{
				name: expect.stringMatching(
					/^[A-Z].+ \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, .+, unread\)$/,
				) as string,
				value: standIn.idOf('conversation', conversation),
			},
		]);
	});

	test('messages of the chosen conversation, by date, direction and first words', async () => {
		const { conversation, received, sent } = records;
		const chosen = { conversationId: byId(standIn.idOf('conversation', conversation)) };
		const entries = await smallPage('searchMessages', { chosen });
		expect(valuesOf(entries).sort()).toEqual(
			[received, sent].map((message) => standIn.idOf('message', message)).sort(),
		);
		expect(await smallPage('searchMessages', { chosen, filter: 'leaks' })).toEqual([
			{
				name: expect.stringMatching(/ \(received\) The roof leaks\.$/) as string,
				value: standIn.idOf('message', received),
			},
		]);
	});

	test('messages say that a conversation must be chosen first', async () => {
		const empty = { __rl: true, mode: 'list', value: '' };
		await expect(
			smallPage('searchMessages', { chosen: { conversationId: empty } }),
		).rejects.toThrow('Choose a conversation first');
	});

	test('an organization that is an expression is told, and none where the key reaches several', async () => {
		const expression = { organizationId: byId('={{ $json.organization }}') };
		await expect(smallPage('searchContacts', { chosen: expression })).rejects.toThrow(
			"'Organization' is an expression",
		);
		const none = { organizationId: { __rl: true, mode: 'list', value: '' } };
		await expect(smallPage('searchContacts', { chosen: none })).rejects.toThrow(/organization/i);
	});
}

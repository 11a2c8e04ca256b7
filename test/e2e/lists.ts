import { byId } from '../../dev/n8n/locator';
import { NODE_TYPE, TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

interface Entry {
	name: string;
	value: string;
}

interface Page {
	results: Entry[];
	paginationToken?: string;
}

/** The lists of the panel, over the endpoint that the panel asks. */
export function testLists(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Lists');
	const { standIn, organization } = hyperRep;

	const page = async (
		methodName: string,
		asked: { filter?: string; paginationToken?: string; nodeType?: string } = {},
	): Promise<Page> => {
		const { nodeType: name = NODE_TYPE, ...rest } = asked;
		const { credential, organization: chosen } = hyperRep.choices;
		return await n8n.client.send('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.contactId',
			methodName,
			nodeTypeAndVersion: { name, version: 1 },
			currentNodeParameters: { organizationId: byId(chosen.id) },
			credentials: { hyperRepApi: { id: credential.id, name: credential.name } },
			...rest,
		});
	};

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
		const { id, name } = hyperRep.choices.organization;
		const { results } = await page('searchOrganizations', { nodeType });
		expect(results).toEqual([{ name, value: id }]);
		const none = await page('searchOrganizations', { nodeType, filter: 'no such name' });
		expect(none.results).toEqual([]);
	});

	test('contacts, page by page', async () => {
		const pages = await scroll('searchContacts');
		expect(pages.length).toBeGreaterThan(2);
		expect(valuesOf(pages.flat())).toEqual(contactIds());
	});

	test('contacts, searched by email', async () => {
		const pages = await scroll('searchContacts', 'Ada.Abbott');
		expect(pages.length).toBeGreaterThan(1);
		const expected = contactIds((email) => email?.includes('ada.abbott') === true);
		expect(expected.length).toBeGreaterThan(0);
		expect(valuesOf(pages.flat())).toEqual(expected);
	});

	test('contacts, searched by phone number', async () => {
		const contact = organization.contacts.visible().find((each) => each.phone_number !== null)!;
		const filter = contact.phone_number!.slice(2).replace(/(...)(...)(....)/, '($1) $2-$3');
		const [first = []] = await scroll('searchContacts', filter);
		expect(valuesOf(first)).toContain(standIn.idOf('contact', contact));
	});

	test('custom fields, all and searched', async () => {
		const entries = ['notes'].map((name) => ({ name, value: name }));
		expect(await page('searchCustomFields')).toEqual({ results: entries });
		expect(await page('searchCustomFields', { filter: 'NOTE' })).toEqual({ results: entries });
		expect(await page('searchCustomFields', { filter: 'none' })).toEqual({ results: [] });
	});

	test('companies, all and searched', async () => {
		const expected = organization.companies.visible().map((company) => ({
			name: company.name,
			value: standIn.idOf('company', company),
		}));
		expect((await page('searchCompanies')).results).toEqual(expected);
		const { results } = await page('searchCompanies', { filter: 'LUMEN' });
		expect(results).toEqual(expected.filter(({ name }) => name.startsWith('Lumen')));
	});
}

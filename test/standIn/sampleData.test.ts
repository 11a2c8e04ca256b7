import { addSampleOrganization } from '../../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../../dev/standIn/server';

test('the demo has believable records of every kind, in each organization', async () => {
	const standIn = await new StandIn().start();
	for (const name of ['Acme Roofing', 'Harbor Dental']) {
		const organization = addSampleOrganization(standIn, { name, contacts: 150 });
		const { contacts, conversations, messages, sales, auditLog } = organization;
		const newest = contacts.visible().slice(0, 3);
		const found = newest.map(({ number }) =>
			conversations.visible().filter(({ contact }) => contact === number),
		);
		expect(found.map(({ length }) => length).sort()).toEqual([0, 1, 2]);
		expect(new Set(messages.visible().map(({ modality }) => modality)).size).toBe(5);
		expect(new Set(sales.visible().map(({ statuses }) => statuses.at(-1)?.label)).size).toBe(4);
		for (const list of [contacts, conversations, messages, sales, auditLog]) {
			const dates = list.visible().map((record) => list.dateOf(record as never));
			expect(Math.max(...dates)).toBeLessThan(standIn.clock());
		}
		const id = standIn.idOf('organization', organization);
		for (const collection of ['contacts', 'companies', 'agents', 'conversations', 'sales']) {
			const url = `${standIn.url}/api/v2/organizations/${id}/${collection}?limit=500`;
			const response = await fetch(url, { headers: { 'X-API-KEY': API_KEY } });
			expect(response.status).toBe(200);
		}
	}
	const [first, second] = standIn.organizations.map(({ contacts }) => contacts.visible()[0]?.name);
	expect(first).not.toBe(second);
	await standIn.stop();
});

import { failureOf, useStandIn } from '../useStandIn';
import { loadColumns } from '../../dev/n8n/harness';

const fixture = useStandIn();

test('the columns of the mapper are the fields of a record, and the custom fields that records have', async () => {
	fixture.organization.contacts.create({ custom_fields: { vip: true, 'Größe (m²)': 3 } });
	fixture.organization.addCompany('Acme', null, { custom_fields: { tier: 'gold' } });
	const columns = async (method: string) =>
		(await loadColumns({ ...fixture.setup(), method })).fields.map(({ id, displayName }) => [
			id,
			displayName,
		]);
	expect(await columns('getContactColumns')).toEqual([
		['name', 'Name'],
		['email', 'Email'],
		['phone_number', 'Phone Number'],
		['company_id', 'Company ID'],
		['company_role', 'Company Role'],
		['custom_fields.Größe (m²)', 'Custom Field: Größe (m²)'],
		['custom_fields.vip', 'Custom Field: vip'],
	]);
	expect(await columns('getCompanyColumns')).toEqual([
		['name', 'Name'],
		['domain', 'Domain'],
		['address', 'Address'],
		['agent_id', 'Agent ID'],
		['custom_fields.tier', 'Custom Field: tier'],
	]);
});

test("columns say that they are not removed, or n8n's editor would change them after the first run", async () => {
	const { fields } = await loadColumns({ ...fixture.setup(), method: 'getCompanyColumns' });
	expect(fields.map(({ removed }) => removed)).toEqual(fields.map(() => false));
});

test('the columns are those that were found when HyperRep becomes slow', async () => {
	const { standIn, organization } = fixture;
	standIn.longestPage = 1;
	for (const name of ['vip', 'plan', 'rank']) {
		organization.contacts.create({ custom_fields: { [name]: 1 } });
	}
	const headers = { 'Retry-After': '20' };
	standIn.faults.add({ fault: { kind: 'status', status: 429, headers }, skip: 2 });
	const { fields } = await loadColumns({ ...fixture.setup(), method: 'getContactColumns' });
	expect(fields.filter(({ id }) => id.startsWith('custom_fields.'))).toHaveLength(2);
});

test('a key that is refused shows in the panel', async () => {
	const setup = { ...fixture.setup(), apiKey: 'wrong', method: 'getContactColumns' };
	expect((await failureOf(loadColumns(setup))).message).toContain('Invalid API Key');
});

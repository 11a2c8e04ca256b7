import { useStandIn } from '../useStandIn';
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
	expect(all.results[0]?.value).toBe(standIn.idOf('organization', fixture.organization));
	const found = await searchList({
		...fixture.setup(),
		method: 'searchOrganizations',
		filter: 'ROOF',
	});
	expect(namesOf(found)).toEqual(['Acme Roofing', 'Beta Roofing']);
});

import { useStandIn } from '../useStandIn';
import { searchList } from '../../dev/n8n/harness';

const fixture = useStandIn();

const namesOf = ({ results }: { results: Array<{ name: string }> }) =>
	results.map(({ name }) => name);

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

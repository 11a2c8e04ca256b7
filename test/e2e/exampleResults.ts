import type { Execution } from '../../demo/n8n/execution';
import type { Organization } from '../standIn/store';
import { runExample, saveExample } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

/** What comes out of the examples, and what those that talk to other services would send them. */
export function testExampleResults(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Results of examples');
	const { standIn } = hyperRep;

	const run = async (name: string, organization: Organization): Promise<Execution> =>
		await runExample(n8n, await saveExample(n8n, name, hyperRep.choicesIn(organization)));

	test('create-contacts keeps each row that fails, with the reason', async () => {
		const organization = standIn.addOrganization('Rows');
		const execution = await run('create-contacts', organization);
		const created = organization.contacts.visible().map((contact) => standIn.showContact(contact));
		expect(created.map(({ name }) => name).sort()).toEqual(['Ada Example', 'Bruno Example']);
		expect(execution.itemsOf('Contacts created')).toEqual(expect.arrayContaining(created));
		expect(execution.itemsOf('Contacts created')).toHaveLength(2);
		expect(execution.itemsOf('Rows to correct')).toEqual([
			{
				name: 'Carmen Example',
				email: 'no address',
				phone: '',
				role: 'Office Manager',
				error:
					'HyperRep could not create the contact "Carmen Example": email: value is not a valid email address',
			},
		]);
	});
}

import type { Execution } from '../../demo/n8n/execution';
import type { Organization } from '../standIn/store';
import { runExample, runOnNewContacts, saveExample } from './exampleRun';
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

	test('new-contact-to-slack writes what there is, and nothing that Slack would read as its own', async () => {
		const { contacts } = standIn.addOrganization('Slack');
		const choices = hyperRep.choicesIn(standIn.organizations.at(-1)!);
		const workflow = await saveExample(n8n, 'new-contact-to-slack', choices);
		const execution = await runOnNewContacts(n8n, workflow, () => {
			contacts.create({ name: 'Ada', email: 'ada@example.com', phone_number: '+14155550142' });
			contacts.create({ phone_number: '+14155550143' });
			contacts.create({ name: '<!channel> Smith & Sons', email: 'smith@example.com' });
		});
		expect(execution.itemsOf('Send a message')).toEqual([
			{ text: '*New contact in HyperRep*\nAda\nada@example.com\n+14155550142' },
			{ text: '*New contact in HyperRep*\n+14155550143' },
			{ text: '*New contact in HyperRep*\n&lt;!channel&gt; Smith &amp; Sons\nsmith@example.com' },
		]);
	});
}

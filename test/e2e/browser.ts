import { fillIn, readExample } from '../../dev/realN8n/examples';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { MIDDLE, PANEL, takePicture } from './pictures';
import { useEditor } from './useEditor';

/** What a person sees and does in the editor. The pictures of the README are made here. */
export function testBrowser(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'HyperRep account');
	const browsing = useEditor(n8n);

	test('find the node, choose the organization from the list, get many contacts', async () => {
		const { editor, page } = browsing;
		await editor.openNewWorkflow();
		await editor.addAction('HyperRep', 'Get many contacts');
		await editor.chooseCredential(hyperRep.credential.name);
		expect(await editor.credential().inputValue()).toContain(hyperRep.credential.name);
		const { name } = hyperRep.choices.organization;
		await editor.chooseFromList('organizationId', name);
		expect(await editor.locator('organizationId').inputValue()).toBe(name);
		await editor.switchOn('returnAll');
		await editor.execute();

		const contacts = hyperRep.shownContacts();
		await editor.waitForOutput(`${contacts.length} items`);
		for (const contact of contacts.slice(0, 5)) {
			await editor.waitForOutput(contact.contact_id);
			await editor.waitForOutput(contact.name);
		}
		await editor.closeNotices();
		await takePicture(page, 'get-many', PANEL);
	});

	test('open the trigger and fetch a test event', async () => {
		const { editor, page } = browsing;
		const example = fillIn(readExample('new-contact'), hyperRep.choices);
		const { id } = await n8n.client.createWorkflow(example);
		await editor.openWorkflow(id);
		await editor.node('New contact').waitFor();
		await editor.closeNotices();
		await takePicture(page, 'new-contact', MIDDLE);

		const newest = hyperRep.standIn.showContact(
			hyperRep.organization.contacts.create({
				name: 'Diana Prince',
				email: 'diana@example.com',
				phone_number: '+14155550142',
			}),
		);
		await editor.openPanel('New contact');
		await editor.execute();
		await editor.waitForOutput('1 item');
		await editor.waitForOutput(newest.contact_id);
		await editor.waitForOutput(newest.name);
		await editor.closeNotices();
		await takePicture(page, 'test-event', PANEL);
	});
}

import { waitFor } from '../../dev/realN8n/watch';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { CANVAS, PANEL, PICTURED, takePicture, TOP_OF_PANEL } from './pictures';
import { useEditor } from './useEditor';

/** The trigger polls every minute. */
const SECONDS_TO_POLL = 90;
const REPLY = 'Hello, thank you for your message. We will call you today.';

/** What a person sees and does in the editor. The pictures of the README are made here. */
export function testBrowser(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'HyperRep account');
	const browsing = useEditor(n8n);

	beforeAll(async () => await browsing.page.setViewportSize(PICTURED));

	test('find the node, choose the organization from the list, get many contacts', async () => {
		const { editor, page } = browsing;
		const { companies, contacts: stored } = hyperRep.organization;
		stored.create({
			name: 'Diana Prince',
			email: 'diana@example.com',
			phone_number: '+14155550142',
			company: companies.visible()[0]?.number ?? null,
			company_role: 'Facilities Manager',
			custom_fields: { notes: 'Prefers SMS' },
		});
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
		await editor.showOutputAs('schema');
		await editor.closeNotices();
		await takePicture(page, 'get-many', PANEL);
	});

	test('"Your first workflow" of the README writes a draft for each new message', async () => {
		const { editor, page } = browsing;
		const { standIn, organization } = hyperRep;
		const contact = organization.contacts.visible()[0]!;
		const conversation = organization.addConversation(contact.number);
		organization.addMessage(conversation, {
			subject: 'A quote, please',
			content: 'Hello, what would a new roof for our garage cost?',
		});

		await editor.openNewWorkflow();
		await editor.addTrigger('HyperRep', 'On new message received');
		await editor.chooseCredential(hyperRep.credential.name);
		await editor.chooseFromList('organizationId', organization.name);
		await editor.execute();
		const conversationId = standIn.idOf('conversation', conversation);
		await editor.waitForOutput(conversationId);
		await editor.showOutputAs('schema');
		await editor.closeNotices();
		await takePicture(page, 'test-event', PANEL);
		await editor.closePanel();

		await editor.addNext('HyperRep', 'Create or update response draft');
		await editor.chooseCredential(hyperRep.credential.name);
		await editor.chooseFromList('organizationId', organization.name);
		await editor.drag('conversation_id', 'conversationId');
		await page.getByText('{{ $json.conversation_id }}').first().waitFor();
		await editor.enter('bodyHtml', REPLY);
		await editor.execute();
		await editor.waitForOutput(conversationId);
		await editor.showOutputAs('schema');
		await editor.closeNotices();
		await takePicture(page, 'response-draft', PANEL);
		await editor.closePanel();

		await editor.publish();
		const [first, second] = [1, 2].map(() => {
			const other = organization.addConversation(contact.number);
			organization.addMessage(other, { content: 'Hello again!' });
			return other.number;
		});
		const drafts = () =>
			organization.responseDrafts.visible().filter(({ body_html: body }) => body === REPLY);
		const areWritten = async () => (drafts().length === 3 ? true : undefined);
		await waitFor('a draft for each message', areWritten, { seconds: SECONDS_TO_POLL });
		expect(drafts().map((draft) => draft.conversation)).toEqual(
			expect.arrayContaining([conversation.number, first, second]),
		);
		await editor.openExecutions();
		await page.getByText('2 items').first().waitFor();
		await editor.closeNotices();
		await takePicture(page, 'first-workflow', CANVAS);
	});

	test('HTTP Request calls an endpoint without an operation, by the credential', async () => {
		const { editor, page } = browsing;
		const { id } = hyperRep.choices.organization;
		const path = `/api/v2/organizations/${id}/analytics/conversations/response-rate`;
		const end = new Date(Date.now() - 60_000).toISOString();
		const query = `?start_date=2020-01-01T00:00:00Z&end_date=${end}`;

		await editor.openNewWorkflow();
		await editor.addNode('HTTP Request');
		await editor.choose('authentication', 'Predefined Credential Type');
		await editor.searchAndChoose('nodeCredentialType', 'HyperRep API');
		await editor.chooseCredential(hyperRep.credential.name);
		await editor.enterLine('url', hyperRep.standIn.url + path + query);
		await editor.execute();
		await editor.waitForOutput('responseRate');
		await editor.showOutputAs('schema');
		// The picture shows what people enter, not where the stand-in is.
		await editor.enterLine('url', `https://api.hyperrep.ai${path}${query}`);
		await editor.closeNotices();
		await takePicture(page, 'http-request', TOP_OF_PANEL);
	});
}

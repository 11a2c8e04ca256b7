import type { Organization, StoredConversation } from '../../dev/standIn/store';
import { readyExample, runExample, runOnNews } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { useModel } from './useModel';

/** The replies that the examples draft with a chat model. */
export function testDrafts(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Drafts');
	const { model, chooseModel } = useModel(n8n);
	const { standIn } = hyperRep;
	let organization: Organization;

	beforeEach(() => {
		organization = standIn.addOrganization('Drafts');
		model.willAlwaysAnswer(() => ({ text: 'Dear Ada,\nwe will see to <it>.' }));
	});

	const save = async (name: string) =>
		await n8n.client.createWorkflow(
			chooseModel(readyExample(name, hyperRep.choicesIn(organization))),
		);

	const converse = (): StoredConversation => {
		const { number } = organization.contacts.create({ name: 'Ada' });
		return organization.addConversation(number, standIn.clock() - 3_000_000);
	};

	/** What the model was asked about each conversation. */
	const prompts = () => model.requests.map(({ messages }) => String(messages.at(-1)?.content));

	const DRAFT = {
		body_html: 'Dear Ada,<br>we will see to &lt;it&gt;.',
		autosend_draft: false,
		add_notification: true,
	};

	test('answer-new-messages drafts one reply for a conversation, with all that was said', async () => {
		const conversation = converse();
		const at = (ago: number) => ({ createdAt: standIn.clock() - ago });
		organization.addMessage(
			conversation,
			{ message_direction: 'sent', content: '<p>Any leaks?</p>' },
			at(2_000_000),
		);
		const workflow = await save('answer-new-messages');
		const execution = await runOnNews(n8n, workflow, () => {
			organization.addMessage(conversation, { subject: 'Roof', content: 'Yes.' }, at(1_000_000));
			organization.addMessage(conversation, { content: 'Two of them.' });
			organization.addDraft(conversation, { content: 'Never said.' });
		});
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(execution.itemsOf('New message')).toHaveLength(2);
		expect(prompts()).toEqual([
			expect.stringMatching(/, Us\nAny leaks\?\n\n.*, Ada: Roof\nYes\.\n\n.*, Ada\nTwo of them\./s),
		]);
		expect(prompts().join()).not.toContain('Never said');
		expect(organization.responseDrafts.visible()).toMatchObject([
			{ ...DRAFT, conversation: conversation.number },
		]);
	});

	test('draft-replies drafts a reply where nobody has answered yet', async () => {
		const [open, answered] = [converse(), converse()];
		organization.addMessage(open, { content: 'Does it leak?' });
		organization.addMessage(answered, { content: 'It leaks.' });
		organization.addMessage(answered, { message_direction: 'sent', content: 'We come.' });
		const execution = await runExample(n8n, await save('draft-replies'));
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		expect(prompts()).toEqual([expect.stringMatching(/, Ada\nDoes it leak\?$/)]);
		expect(organization.responseDrafts.visible()).toMatchObject([
			{ ...DRAFT, conversation: open.number },
		]);
	});

	test('draft-replies asks the model for 20 conversations at most, those with the latest activity', async () => {
		for (let n = 0; n < 25; n++) organization.addMessage(converse(), { content: `Leak ${n}?` });
		expect(await runExample(n8n, await save('draft-replies'))).toMatchObject({ status: 'success' });
		expect(prompts()).toHaveLength(20);
		expect(prompts().join()).not.toContain('Leak 4?');
	});
}

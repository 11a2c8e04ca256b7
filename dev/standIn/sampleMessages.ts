import { MINUTE, SECOND, type Microseconds } from './microseconds';
import type { MessageFields, Organization, StoredConversation } from './store';

/** What is said in a conversation, in order: messages without a direction are received. */
type Script = Array<Partial<MessageFields>>;

const sent = { message_direction: 'sent' } as const;

const EMAILS: Script = [
	{
		subject: 'A leak near the chimney',
		content: 'Hello, our roof leaks near the chimney. When could somebody look at it?',
	},
	{
		...sent,
		subject: 'Re: A leak near the chimney',
		content: 'Hello, thank you for writing. Does Tuesday at ten suit you?',
		email_metadata: {
			email_message_id: 'CAF1tuesday@mail.acme.example',
			cc_emails: ['office@acme.example'],
			bcc_emails: [],
		},
		tracked_links: [{ link: 1, url: 'https://acme.example/appointments', click_count: 2 }],
	},
	{ subject: 'Re: A leak near the chimney', content: 'Tuesday at ten is fine. Thank you!' },
];

const TEXTS: Script = [
	{ modality: 'text', content: 'Hi, is the quote for the gutters ready?' },
	{ ...sent, modality: 'text', content: 'Yes, it comes to $1,200. Shall we send it by email?' },
	{ modality: 'text', content: 'Please do.' },
];

const CALL: Script = [
	{
		modality: 'call',
		call_transcript:
			'Customer: I would like to move our appointment. Agent: Would Thursday work? Customer: Yes, at nine.',
		call_metadata: { duration: 184 },
	},
	{ ...sent, subject: 'Your new appointment', content: 'We see you on Thursday at nine.' },
];

const CHAT: Script = [
	{ modality: 'live_chat', content: 'Do you repair flat roofs, too?' },
	{ ...sent, modality: 'live_chat', content: 'Yes, we do. May I ask how large it is?' },
	{ modality: 'live_chat', content: 'About 900 square feet.' },
];

const FORM: Script = [
	{
		modality: 'form_request',
		is_form_request: true,
		subject: 'Request from the website',
		form_request_body: { service: 'Roof inspection', size: '1,800 sq ft', urgent: false },
	},
];

const SCRIPTS = [EMAILS, TEXTS, CALL, CHAT, FORM];

/**
 * Fills the nth sample conversation: an email, a text, a call, a chat or a form, and its replies.
 * The last message comes at most 21 minutes after the conversation's start.
 */
export function addSampleMessages(
	organization: Organization,
	conversation: StoredConversation,
	n: number,
): void {
	const agents = organization.agents.visible();
	const agent = agents[n % Math.max(agents.length, 1)]?.number ?? null;
	let at: Microseconds = conversation.startAt;
	for (const message of SCRIPTS[n % SCRIPTS.length] ?? []) {
		const isSent = message.message_direction === 'sent';
		// Agents are known for some of the sent messages only, as in HyperRep.
		const author = isSent && message.modality !== undefined ? agent : null;
		organization.addMessage(conversation, { ...message, agent: author }, { createdAt: at });
		at += 7 * MINUTE + (n % 60) * SECOND;
	}
}

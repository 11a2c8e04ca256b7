import { DateTime } from 'luxon';

import { SECOND, type Microseconds } from '../../dev/standIn/microseconds';
import type { Organization } from '../../dev/standIn/store';
import { runExample, saveExample } from './exampleRun';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

/** Of the workflow; another one than n8n's and this machine's. */
const ZONE = 'Asia/Kathmandu';

/** The e-mail that the example daily-digest would send. */
export function testDigest(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Digest');
	const { standIn } = hyperRep;
	let organization: Organization;
	let yesterday: DateTime;

	beforeEach(() => {
		organization = standIn.addOrganization('Digest');
		yesterday = DateTime.now().setZone(ZONE).startOf('day').minus({ days: 1 });
	});

	afterEach(() => standIn.faults.clear());

	/** The e-mails that the example sends now. */
	const emails = async () => {
		const choices = hyperRep.choicesIn(organization);
		const workflow = await saveExample(n8n, 'daily-digest', choices, { timezone: ZONE });
		const execution = await runExample(n8n, workflow);
		expect(execution).toMatchObject({ error: undefined, status: 'success' });
		return execution.itemsOf('Send the digest');
	};

	const at = (time: Record<string, number>): Microseconds =>
		(yesterday.plus(time).toMillis() * SECOND) / 1000;

	const day = () => yesterday.setLocale('en-US').toFormat('cccc, d LLLL');

	test('names who had conversations yesterday, in the order of their times', async () => {
		const { contacts } = organization;
		const ada = contacts.create({ name: 'Ada', email: 'ada@example.com' });
		const nameless = contacts.create({ phone_number: '+14155550143' });
		contacts.create({ name: 'Silent' });
		organization.addConversation(ada.number, at({ hours: -1 }));
		organization.addConversation(ada.number, at({ hours: 15, minutes: 5 }), { isRead: false });
		organization.addConversation(nameless.number, at({ hours: 9, minutes: 30 }));
		organization.addConversation(ada.number, at({ minutes: 1 }), { folder: 'primary' });
		organization.addConversation(ada.number, at({ hours: 24, seconds: 1 }));
		expect(await emails()).toEqual([
			{
				subject: `HyperRep, ${day()}: 3 conversations`,
				text: '00:01  Ada (primary)\n09:30  +14155550143 (inbox)\n15:05  Ada (inbox, unread)',
			},
		]);
	});

	test('says so when there were none', async () => {
		organization.contacts.create({ name: 'Silent' });
		organization.contacts.create({ name: 'Silent, too' });
		expect(await emails()).toEqual([
			{
				subject: `HyperRep, ${day()}: no conversations`,
				text: 'There were no conversations.',
			},
		]);
	});

	test('comes with the others when a contact cannot be read, and says so', async () => {
		const ada = organization.contacts.create({ name: 'Ada' });
		const gone = organization.contacts.create({ name: 'Gone' });
		organization.addConversation(ada.number, at({ hours: 9 }));
		organization.addConversation(gone.number, at({ hours: 10 }));
		const id = standIn.idOf('contact', gone);
		standIn.faults.add({
			fault: { kind: 'status', status: 404, body: '{"detail":"Contact not found"}' },
			matches: ({ path }) => path.endsWith(`/contacts/${id}`),
		});
		const reason = `Could not get the contact "${id}": Contact not found`;
		expect(await emails()).toEqual([
			{
				subject: `HyperRep, ${day()}: 2 conversations`,
				text: `09:00  Ada (inbox)\n10:00  unknown contact (inbox)\n\n1 of the contacts could not be read: ${reason}`,
			},
		]);
	});

	test('costs a request for each conversation, and not for each contact', async () => {
		const ada = organization.contacts.create({ name: 'Ada' });
		for (let n = 0; n < 30; n++) organization.contacts.create({ name: 'Silent' });
		organization.addConversation(ada.number, at({ hours: 9 }));
		standIn.forget();
		await emails();
		expect(standIn.requests).toHaveLength(2);
	});
}

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { SavedWorkflow } from '../../dev/realN8n/client';
import { fillIn, pollOften, readExample } from '../../dev/realN8n/examples';
import { waitFor } from '../../dev/realN8n/watch';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';
import { TriggerLog } from './triggerLog';

const MILLISECONDS_BETWEEN_POLLS = 5000; // see pollOften
const SECONDS_FOR_POLLS = 60;

/**
 * The trigger through what happens to n8n and to HyperRep over the weeks. The tests go on from one
 * another; the last one takes stock.
 */
export function testTrigger(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Trigger');
	const { standIn } = hyperRep;
	/** The IDs of all contacts since the activation. */
	const created: string[] = [];
	let workflow: SavedWorkflow;
	let log: TriggerLog;

	const create = (count: number) => {
		for (let n = 0; n < count; n++) {
			const contact = hyperRep.addContact(`New ${created.length}`);
			created.push(standIn.idOf('contact', contact));
		}
	};

	/** Creates contacts, one after the other, while something else happens. */
	const createDuring = async (work: () => Promise<void>) => {
		const timer = setInterval(() => create(1), 250);
		try {
			await work();
		} finally {
			clearInterval(timer);
		}
	};

	/** Waits until HyperRep has not been asked for longer than from one poll to the next. */
	const pollsHaveEnded = async () => {
		let [asked, since] = [standIn.requests.length, Date.now()];
		const look = async () => {
			if (standIn.requests.length !== asked) {
				[asked, since] = [standIn.requests.length, Date.now()];
			}
			return Date.now() - since > MILLISECONDS_BETWEEN_POLLS + 1000 ? true : undefined;
		};
		await waitFor('the polls to end', look, { seconds: SECONDS_FOR_POLLS });
	};

	test('starts the workflow on contacts created after its activation', async () => {
		const example = fillIn(readExample('new-contact'), hyperRep.choices);
		workflow = await n8n.client.createWorkflow(pollOften(example));
		log = new TriggerLog(n8n, workflow, 'New contact');
		await n8n.client.activate(workflow);
		create(1);
		await log.waitForContacts(created);
		create(3);
		await log.waitForContacts(created);
	});

	test('goes on after n8n was stopped and started', async () => {
		await createDuring(async () => {
			await n8n.stop();
			create(1);
			await n8n.start();
		});
		await log.waitForContacts(created);
	});

	test('goes on after HyperRep failed for a while', async () => {
		standIn.faults.add({ fault: { kind: 'status', status: 503 } });
		try {
			create(2);
			await log.waitForError(/HyperRep could not look for new contacts: HTTP 503/);
			create(1);
		} finally {
			standIn.faults.clear();
		}
		await log.waitForContacts(created);
	});

	test('goes on where it left off after it was deactivated and activated', async () => {
		await n8n.client.deactivate(workflow);
		await pollsHaveEnded();
		create(3);
		await n8n.client.activate(workflow);
		create(1);
		await log.waitForContacts(created);
	});

	test('has started the workflow exactly once on each of all these contacts', async () => {
		create(1);
		await log.waitForContacts(created);
		// A contact that comes twice would come with the next polls.
		const asked = standIn.requests.length;
		await waitFor(
			'three more polls',
			async () => (standIn.requests.length >= asked + 3 ? true : undefined),
			{ seconds: SECONDS_FOR_POLLS },
		);
		await n8n.client.deactivate(workflow);
		expect((await log.contactIds()).sort()).toEqual([...created].sort());
	});
}

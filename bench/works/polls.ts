import { showProgress } from '../../dev/realN8n/watch';
import { pages } from '../bareLoop';
import { digest, expectSame } from '../checksum';
import { count, type Contender, type Lab } from '../Lab';
import { goal, ratios, spreadOf, type Findings, type PollCost } from '../measure';
import { contactsUrl } from '../n8n/workflows';
import { contactFields } from '../records';
import type { NewOrganization } from '../server/commands';
import { PollingTrigger } from '../trigger/PollingTrigger';

/** The new contacts came within the last minutes, as an import of them would. */
const SECONDS_OF_IMPORT = 250;
const POLLS_AN_HOUR = 60;
/** What n8n's durable scheduler gives a poll, in seconds. */
const DURABLE_BUDGET = 36;

/** Whether a poll with twice as many new contacts takes twice as long, and one with very many is in time. */
export async function newContacts(lab: Lab): Promise<Partial<Findings>> {
	const { once, most } = lab.sizes.newContacts;
	const few = pollWithNew(lab, once);
	const twice = pollWithNew(lab, once * 2);
	const series = await lab.alternate('poll with new contacts, 0 ms', [few, twice]);
	const growth = ratios(series, twice.name, few.name);
	const { milliseconds } = await pollWithNew(lab, most).run();
	const seconds = spreadOf([milliseconds / 1000]);
	const unit = 's, what the durable scheduler gives it';
	return {
		series: [series],
		goals: [
			goal(`poll with ${count(once * 2)} new`, growth, { atMost: 2.2 }, `× with ${count(once)}`),
			goal(`poll with ${count(most)} new`, seconds, { atMost: DURABLE_BUDGET }, unit),
		],
	};
}

function pollWithNew(lab: Lab, contacts: number): Contender {
	const { server } = lab;
	const expected = digest(Array.from({ length: contacts }, (_, n) => contactFields(n)));
	const run = async ({ organizationId: id }: { organizationId: string }) => {
		const trigger = new PollingTrigger(server.url, id, 'contactCreated', DURABLE_BUDGET * 1000);
		await trigger.poll();
		await server.call('pass', { seconds: SECONDS_OF_IMPORT });
		await server.call('addNewContacts', { id, count: contacts, seconds: SECONDS_OF_IMPORT });
		const began = performance.now();
		const found = await trigger.poll();
		const milliseconds = performance.now() - began;
		expectSame('A poll', digest(found), expected);
		return { milliseconds };
	};
	return {
		name: `this package, ${count(contacts)} new`,
		run: async () => await lab.inOrganization({ contacts: 1000 }, run),
	};
}

interface IdleWork {
	name: string;
	event: string;
	organization: NewOrganization;
	/** Makes one record new. */
	happen: (lab: Lab, id: string) => Promise<unknown>;
	/** How many requests a poll may cost on average while nothing is new … */
	average: number;
	/** … and how many more when something is. */
	more?: number;
}

const addContact = async ({ server }: Lab, id: string) =>
	await server.call('addNewContacts', { id, count: 1, seconds: 1 });

/** What an hour of polls costs in which nothing is new, and the poll after it that finds something. */
export async function idlePolls(lab: Lab): Promise<Partial<Findings>> {
	const { idlePoll: contacts, idleConversations } = lab.sizes;
	const { count: conversations, messages } = idleConversations;
	const works: IdleWork[] = [
		{
			name: `${count(contacts)} contacts, newest first`,
			event: 'contactCreated',
			organization: { contacts, order: 'newestFirst' },
			happen: addContact,
			average: 1.25,
		},
		{
			name: `${count(contacts)} contacts, oldest first`,
			event: 'contactCreated',
			organization: { contacts, order: 'oldestFirst' },
			happen: addContact,
			average: 2.25,
		},
		{
			name: `messages of ${count(conversations)} conversations, newest activity first`,
			event: 'messageReceived',
			organization: { conversations, messages, order: 'lastActivityFirst' },
			happen: async ({ server }, id) => await server.call('addNewMessage', { id }),
			average: 3,
			more: 2,
		},
		{
			name: 'audit log',
			event: 'recordChanged',
			organization: {},
			happen: async ({ server }, id) => await server.call('addChange', { id }),
			average: 1,
		},
	];
	const findings: Partial<Findings>[] = [];
	for (const work of works) {
		const measure = async () => await idle(lab, work);
		findings.push(await showProgress(`idle polls: ${work.name}`, measure, lab.watch));
	}
	findings.push({ polls: [await readAll(lab, contacts)] });
	return {
		goals: findings.flatMap(({ goals = [] }) => goals),
		polls: findings.flatMap(({ polls = [] }) => polls),
	};
}

async function idle(lab: Lab, work: IdleWork): Promise<Partial<Findings>> {
	const { name, event, organization, happen, average, more } = work;
	return await lab.inOrganization(organization, async ({ organizationId: id }) => {
		const trigger = new PollingTrigger(lab.server.url, id, event);
		const polls = async (times: number, expected: number) => {
			const found: unknown[] = [];
			const cost = await costOf(lab, times, async () => found.push(...(await trigger.poll())));
			if (found.length === expected) return cost;
			throw new Error(`${name}: ${found.length} came out, not ${expected}`);
		};
		const activation = await polls(1, 0);
		const first = await polls(1, 0);
		const idling = await polls(POLLS_AN_HOUR, 0);
		await happen(lab, id);
		// A trigger that sees nothing would be the cheapest of all.
		const busy = await polls(1, 1);
		const averages = spreadOf([idling.average]);
		const goals = [goal(`idle polls, ${name}`, averages, { atMost: average }, 'requests a poll')];
		if (more !== undefined) {
			const extra = spreadOf([busy.average - idling.requests.median]);
			goals.push(goal(`a poll with one new, ${name}`, extra, { atMost: more }, 'requests more'));
		}
		return {
			goals,
			polls: [
				{ what: `activation: ${name}`, ...activation },
				{ what: `first poll: ${name}`, ...first },
				{ what: `an hour of idle polls: ${name}`, ...idling },
				{ what: `a poll with one new: ${name}`, ...busy },
			],
		};
	});
}

/** Reading everything, as a Schedule with HTTP Request does each time. */
async function readAll(lab: Lab, contacts: number): Promise<PollCost> {
	return await lab.inOrganization({ contacts }, async (target) => {
		let read = 0;
		const cost = await costOf(lab, 1, async () => {
			for await (const page of pages(contactsUrl(target))) read += page.length;
		});
		if (read !== contacts) throw new Error(`${read} contacts were read, not ${contacts}`);
		return { what: `reading ${count(contacts)} contacts in a bare loop`, ...cost };
	});
}

/** What some polls cost, a minute after one another. */
async function costOf({ server }: Lab, times: number, poll: () => Promise<unknown>) {
	const costs: Array<{ requests: number; bytes: number; milliseconds: number }> = [];
	for (let n = 0; n < times; n++) {
		await server.call('pass', { seconds: 60 });
		await server.call('cost');
		const began = performance.now();
		await poll();
		const milliseconds = performance.now() - began;
		costs.push({ ...(await server.call('cost')), milliseconds });
	}
	const requests = costs.map((cost) => cost.requests);
	return {
		requests: spreadOf(requests),
		average: requests.reduce((sum, each) => sum + each, 0) / times,
		bytes: spreadOf(costs.map(({ bytes }) => bytes)),
		milliseconds: spreadOf(costs.map(({ milliseconds }) => milliseconds)),
	};
}

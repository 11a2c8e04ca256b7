import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../dev/n8n/locator';
import { TRIGGER_TYPE } from '../../dev/n8n/nodeTypes';
import { pollContext, prepare } from '../../dev/n8n/setup';
import { showProgress } from '../../dev/realN8n/watch';
// With its ending: without, the .json file beside it would be found first.
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node.js';
import { pages } from '../bareLoop';
import { count, type Lab, type Way } from '../Lab';
import { inWords, ratios, spreadOf } from '../measure';
import { digest } from '../n8n/recordRuns';
import { contactsUrl, type Target } from '../n8n/workflows';
import { contactFields } from '../records';
import type { NewOrganization } from '../server/commands';

/** The new contacts came within the last minutes, as an import of them would. */
const SECONDS_OF_IMPORT = 250;
const POLLS_AN_HOUR = 60;
/** What n8n's durable scheduler gives a poll, in seconds, and n8n's default. */
const DURABLE_BUDGET = 36;
const DEFAULT_BUDGET = 300;

/**
 * An active trigger in n8n's own context, polled when told and not by the clock.
 *
 * @returns polls once; the first poll is the activation
 */
function pollingTrigger(
	{ baseUrl, organizationId }: Target,
	event: string,
	seconds = DEFAULT_BUDGET,
): () => Promise<IDataObject[]> {
	const trigger = new HyperRepTrigger();
	const parameters = { event, organizationId: byId(organizationId) };
	const prepared = prepare({ baseUrl, parameters }, TRIGGER_TYPE, trigger);
	const staticData: IDataObject = {};
	const settings = {
		mode: 'trigger',
		activation: 'activate',
		staticData: () => staticData,
	} as const;
	return async () => {
		const context = pollContext(prepared, { ...settings, budget: seconds * 1000 });
		const output = await trigger.poll.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	};
}

/** Whether a poll with twice as many new contacts takes twice as long, and one with very many is in time. */
export async function newContacts(lab: Lab): Promise<void> {
	const [once, most] = [lab.size(10_000), lab.size(100_000)];
	const [few, twice] = [pollWithNew(lab, once), pollWithNew(lab, once * 2)];
	const series = await lab.compare('poll with new contacts, 0 ms', [few, twice]);
	const growth = ratios(series, twice.name, few.name);
	lab.expect(`poll with ${count(once * 2)} new`, growth, { atMost: 2.2 }, `× with ${count(once)}`);
	const { milliseconds } = await lab.run(pollWithNew(lab, most));
	const seconds = spreadOf([milliseconds / 1000]);
	const unit = 's, what the durable scheduler gives it';
	lab.expect(`poll with ${count(most)} new`, seconds, { atMost: DURABLE_BUDGET }, unit);
}

function pollWithNew(lab: Lab, contacts: number): Way {
	const { server } = lab;
	let poll: () => Promise<IDataObject[]>;
	return {
		name: `this package, ${count(contacts)} new`,
		expected: digest(Array.from({ length: contacts }, (_, n) => contactFields(n))),
		async prepare() {
			await server.call('clear');
			const target = await lab.organization({ contacts: 1000 });
			poll = pollingTrigger(target, 'contactCreated', DURABLE_BUDGET);
			await poll();
			await server.call('pass', SECONDS_OF_IMPORT);
			const { organizationId } = target;
			await server.call('addNewContacts', organizationId, contacts, SECONDS_OF_IMPORT);
		},
		job: async () => await poll(),
	};
}

/** What an hour of polls costs in which nothing is new, and the poll after it that finds something. */
export async function idlePolls(lab: Lab): Promise<void> {
	const [contacts, conversations] = [lab.size(1_000_000), lab.size(2000)];
	for (const [name, order, average] of [
		['newest first', 'newestFirst', 1.25],
		['oldest first', 'oldestFirst', 2.25],
	] as const) {
		const what = `${count(contacts)} contacts, ${name}`;
		await idle(lab, what, ['contactCreated', 'contact'], { contacts, order }, average);
	}
	const ofMessages = `messages of ${count(conversations)} conversations, newest activity first`;
	const inbox = { conversations, messages: 20, order: 'lastActivityFirst' } as const;
	const more = await idle(lab, ofMessages, ['messageReceived', 'message'], inbox, 3);
	lab.expect(`a poll with one new, ${ofMessages}`, more, { atMost: 2 }, 'requests more');
	await idle(lab, 'audit log', ['recordChanged', 'change'], {}, 1);
	await readAll(lab, contacts);
}

/**
 * Polls for an hour, and once more after something has happened.
 *
 * @param atMost how many requests a poll may cost on average while nothing is new
 * @returns how many more the last poll has cost
 */
async function idle(
	lab: Lab,
	name: string,
	[event, happening]: [event: string, happening: 'contact' | 'message' | 'change'],
	wanted: NewOrganization,
	atMost: number,
) {
	const { server } = lab;
	await server.call('clear');
	const target = await lab.organization(wanted);
	const poll = pollingTrigger(target, event);
	const polls = async (what: string, times: number, expected: number) => {
		const requests = await costOf(lab, `${what}: ${name}`, times, poll);
		if (requests.found === expected) return requests;
		throw new Error(`${name}: ${requests.found} came out, not ${expected}`);
	};
	const run = async () => {
		await polls('activation', 1, 0);
		await polls('first poll', 1, 0);
		const idling = await polls('an hour of idle polls', POLLS_AN_HOUR, 0);
		const average = spreadOf([idling.average]);
		lab.expect(`idle polls, ${name}`, average, { atMost }, 'requests per poll');
		await server.call('happen', target.organizationId, happening);
		// A trigger that sees nothing would be the cheapest of all.
		const busy = await polls('a poll with one new', 1, 1);
		return spreadOf([busy.average - idling.median]);
	};
	return await showProgress(`idle polls: ${name}`, run, lab.watch);
}

/** Reading everything, as a Schedule with HTTP Request does each time. */
async function readAll(lab: Lab, contacts: number): Promise<void> {
	await lab.server.call('clear');
	const url = contactsUrl(await lab.organization({ contacts }));
	const read = async () => {
		let length = 0;
		for await (const page of pages(url)) length += page.length;
		return { length };
	};
	const { found } = await costOf(
		lab,
		`reading ${count(contacts)} contacts in a bare loop`,
		1,
		read,
	);
	if (found !== contacts) throw new Error(`${found} contacts were read, not ${contacts}`);
}

/** Notes what some polls cost, a minute after one another; gives how many requests, and what came out. */
async function costOf(
	{ server, polls }: Lab,
	what: string,
	times: number,
	poll: () => Promise<{ length: number }>,
) {
	const costs: Array<{ requests: number; bytes: number; milliseconds: number }> = [];
	let found = 0;
	for (let n = 0; n < times; n++) {
		await server.call('pass', 60);
		await server.call('cost');
		const began = performance.now();
		found += (await poll()).length;
		const milliseconds = performance.now() - began;
		costs.push({ ...(await server.call('cost')), milliseconds });
	}
	const requests = spreadOf(costs.map((cost) => cost.requests));
	// The median hides the few that cost more.
	const average = costs.reduce((sum, cost) => sum + cost.requests, 0) / times;
	const kilobytes = spreadOf(costs.map(({ bytes }) => bytes / 1000));
	const milliseconds = spreadOf(costs.map((cost) => cost.milliseconds));
	const told = [inWords(kilobytes, 'kB'), inWords(milliseconds, 'ms')];
	polls.push([what, inWords(requests), average.toFixed(2), ...told]);
	return { ...requests, average, found };
}

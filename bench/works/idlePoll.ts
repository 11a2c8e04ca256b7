import { showProgress } from '../../dev/realN8n/watch';
import type { ListOrder } from '../../dev/standIn/store';
import { pages } from '../bareLoop';
import { digest, Digester, expectSame, type Digest } from '../checksum';
import type { Lab } from '../lab';
import type { Limit } from '../limit';
import type { Cost } from '../server/commands';
import type { Server } from '../server/server';
import { spreadOf, type Spread } from '../spread';
import { PollingTrigger } from '../trigger/pollingTrigger';

/** What some polls, or readings of all contacts, have cost. */
export interface PollCost {
	what: string;
	requests: Spread;
	bytes: Spread;
	milliseconds: Spread;
}

/** What polls of a large organization cost in which nothing is new, beside reading it whole. */
export async function idlePolls(lab: Lab): Promise<{ costs: PollCost[]; limits: Limit[] }> {
	const newestFirst = await measure(lab, 'newestFirst', 'newest first', 1);
	const oldestFirst = await measure(lab, 'oldestFirst', 'oldest first', 2);
	return {
		costs: [...newestFirst.costs, ...oldestFirst.costs],
		limits: [newestFirst.limit, oldestFirst.limit],
	};
}

async function measure(
	lab: Lab,
	order: ListOrder,
	words: string,
	mostRequests: number,
): Promise<{ costs: PollCost[]; limit: Limit }> {
	const { server, sizes, watch } = lab;
	const contacts = sizes.idlePoll;
	const work = `idle poll, ${contacts.toLocaleString('en')} contacts, ${words}`;
	const run = async () => {
		const { id } = await server.call('addOrganization', { contacts, order });
		const trigger = new PollingTrigger(server.url, id);
		const pollIdly = async () => expectCount(work, (await trigger.poll()).length, 0);
		const activation = await costOf(server, `activation, ${words}`, 1, pollIdly);
		const first = await costOf(server, `first poll, ${words}`, 1, pollIdly);
		await pollIdly(); // the warm-up
		const idle = await costOf(server, `idle poll, ${words}`, sizes.rounds, pollIdly);
		await expectToFindNew(server, trigger, id);
		const costs = [activation, first, idle, ...(await readAll(lab, order, id))];
		await server.call('removeOrganization', { id });
		const isReached = idle.requests.most <= mostRequests;
		const mustReach = `${mostRequests === 1 ? '' : '≤ '}${mostRequests} request${mostRequests === 1 ? '' : 's'}`;
		const measured = `${idle.requests.median} (${idle.requests.least}–${idle.requests.most})`;
		return { costs, limit: { work, mustReach, measured, isReached } };
	};
	const result = await showProgress(work, run, watch);
	watch.report(`  ${result.limit.measured} requests`);
	return result;
}

/** What reading everything costs, as a Schedule with HTTP Request does; the order makes no difference to it. */
async function readAll({ server, sizes }: Lab, order: ListOrder, id: string): Promise<PollCost[]> {
	if (order !== 'newestFirst') return [];
	const expected = await server.call('digestOfList', { id });
	const read = async () => {
		const found = await readWhole({ baseUrl: server.url, organizationId: id });
		expectSame('Reading everything', found, expected);
	};
	return [await costOf(server, 'reading everything in a bare loop', sizes.rounds, read)];
}

async function readWhole(of: { baseUrl: string; organizationId: string }): Promise<Digest> {
	const digester = new Digester();
	for await (const page of pages(of)) for (const contact of page) digester.add(contact);
	return digester.end();
}

/** A trigger that sees nothing would be the cheapest of all. */
async function expectToFindNew(server: Server, trigger: PollingTrigger, id: string) {
	await server.call('pass', { seconds: 60 });
	await server.call('addNewContacts', { id, count: 1, seconds: 1 });
	const expected = await server.call('digestOfNewest', { id, count: 1 });
	expectSame('The poll after the idle ones', digest(await trigger.poll()), expected);
}

async function costOf(
	server: Server,
	what: string,
	times: number,
	work: () => Promise<unknown>,
): Promise<PollCost> {
	const costs: Array<Cost & { milliseconds: number }> = [];
	for (let n = 0; n < times; n++) {
		await server.call('cost');
		const began = performance.now();
		await work();
		const milliseconds = performance.now() - began;
		costs.push({ ...(await server.call('cost')), milliseconds });
	}
	return {
		what,
		requests: spreadOf(costs.map(({ requests }) => requests)),
		bytes: spreadOf(costs.map(({ bytes }) => bytes)),
		milliseconds: spreadOf(costs.map(({ milliseconds }) => milliseconds)),
	};
}

function expectCount(what: string, actual: number, expected: number): void {
	if (actual !== expected) throw new Error(`${what}: ${actual} contacts in place of ${expected}`);
}

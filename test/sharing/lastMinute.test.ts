/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { useStandIn } from '../useStandIn';
import { sampleContact } from '../../dev/standIn/sampleData';
import type { Client } from '../../nodes/HyperRep/api/Client';
import type { SystemClock } from '../../nodes/HyperRep/sharing/systemClock';
import { LastMinute, MAX_AGE } from '../../nodes/HyperRep/sharing/LastMinute';
import { PageCache } from '../../nodes/HyperRep/sharing/PageCache';
import { nextMoment } from '../../nodes/HyperRep/sharing/moments';
import { connect, LIST } from '../api/connect';

/** A clock that moves only when a test says so. */
class HandClock implements SystemClock {
	private time = 1_000_000;
	private readonly alarms: Array<{ time: number; act: () => void }> = [];

	now = () => this.time;

	after(milliseconds: number, act: () => void): void {
		this.alarms.push({ time: this.time + milliseconds, act });
	}

	goOn(milliseconds: number): void {
		const until = this.time + milliseconds;
		for (;;) {
			const next = this.alarms.sort((a, b) => a.time - b.time)[0];
			if (next === undefined || next.time > until) break;
			this.alarms.shift();
			this.time = next.time;
			next.act();
		}
		this.time = until;
	}
}

const fixture = useStandIn({ isJudged: false });
const list = { path: ['contacts'], purpose: LIST };
const keysOf = ({ email }: { email?: unknown }) => [String(email)];

let clock: HandClock;
let lastMinute: LastMinute;
let client: Client;

beforeEach(async () => {
	clock = new HandClock();
	lastMinute = new LastMinute(clock);
	const root = await connect({ baseUrl: fixture.standIn.url });
	client = root.inOrganization(fixture.standIn.idOf('organization', fixture.organization));
});

const addContacts = (count: number, more: object = {}) =>
	fixture.organization.contacts.createMany(
		Array.from({ length: count }, (_, n) => ({
			fields: { ...sampleContact(n), ...more },
			createdAt: n,
		})),
	);

/** Reads the list; gives how many requests that took. */
const readAll = async (readings: ReturnType<typeof open>, since = 0) => {
	fixture.standIn.forget();
	const reading = readings.of(client, list, keysOf);
	for await (const page of reading.pages({ client, since, maxAge: MAX_AGE })) void page;
	return fixture.standIn.requests.length;
};

const open = () => lastMinute.readings();

test('pages are kept for a minute, and then forgotten though nobody comes', async () => {
	addContacts(1200);
	const readings = open();
	expect(await readAll(readings)).toBe(3);
	clock.goOn(30_000);
	expect(await readAll(readings)).toBe(0);
	expect(await readAll(readings, nextMoment())).toBe(3);
	clock.goOn(29_000);
	expect(await readAll(readings)).toBe(0);
	clock.goOn(1_000);
	expect(lastMinute.isEmpty).toBe(false);
	clock.goOn(30_000);
	expect(lastMinute.isEmpty).toBe(true);
	expect(await readAll(readings)).toBe(3);
});

test('pages count as old where the clock was set back', async () => {
	addContacts(10);
	const readings = open();
	await readAll(readings);
	clock.goOn(-3_600_000);
	expect(await readAll(readings)).toBe(1);
});

test('what was created is known for a minute', async () => {
	const creations = lastMinute.creationsOf(client, list, keysOf);
	await creations.create(['a'], async () => ({ email: 'b' }));
	lastMinute.noteCreations();
	const find = (key: string) => {
		const visit = creations.enter();
		creations.leave(visit);
		return creations.find([key], visit);
	};
	clock.goOn(59_000);
	expect([find('a'), find('b'), find('c')]).toEqual([{ email: 'b' }, { email: 'b' }, undefined]);
	clock.goOn(1_000);
	expect(find('a')).toBeUndefined();
	expect(lastMinute.isEmpty).toBe(true);
});

test('a run knows what was created while it lasts, and nothing is left a minute later', async () => {
	const creations = lastMinute.creationsOf(client, list, keysOf);
	const visit = creations.enter();
	await creations.create(['a'], async () => ({ email: 'a' }));
	lastMinute.noteCreations();
	clock.goOn(600_000);
	expect(creations.find(['a'], visit)).toEqual({ email: 'a' });
	creations.leave(visit);
	lastMinute.noteCreations();
	expect(lastMinute.isEmpty).toBe(true);
});

test('an execution is known by its first run, until it has not come for a minute', () => {
	const began = nextMoment();
	const comes = (moment = nextMoment()) =>
		lastMinute.beginningOf({ execution: 'one', began: moment });
	expect(comes(began)).toBe(began);
	for (let n = 0; n < 5; n++) {
		clock.goOn(50_000);
		expect(comes()).toBe(began);
	}
	clock.goOn(60_000);
	expect(lastMinute.isEmpty).toBe(true);
	expect(comes()).toBeGreaterThan(began);
});

test('100,000 records take less than 60 MB, more are not kept, and nothing is left after a minute', async () => {
	addContacts(100_400);
	setFlagsFromString('--expose_gc');
	const collect = runInNewContext('gc') as () => void;
	const used = async () => {
		// Buffers outside of the heap are given back some turns later, so this waits until no more are.
		for (let [least, calm] = [Infinity, 0]; ;) {
			collect();
			await nextTurn();
			const { heapUsed, external } = process.memoryUsage();
			calm = least - (heapUsed + external) > 500_000 ? 0 : calm + 1;
			least = Math.min(least, heapUsed + external);
			if (calm === 10) return least;
		}
	};
	const readings = open();
	expect(await readAll(readings)).toBe(201);
	const kept = await used();
	clock.goOn(MAX_AGE);
	expect(lastMinute.isEmpty).toBe(true);
	const megabytes = (kept - (await used())) / 1e6;
	expect(megabytes).toBeLessThan(60);
	expect(megabytes).toBeGreaterThan(10);
}, 120_000);

test('of a longer list the last pages are kept, and those before them read again', async () => {
	lastMinute = new LastMinute(clock, 1000);
	fixture.standIn.longestPage = 100;
	addContacts(1150);
	const readings = open();
	expect(await readAll(readings)).toBe(12);
	// Two pages were forgotten, and the one behind them is seen again.
	expect([await readAll(readings), await readAll(readings)]).toEqual([3, 3]);
});

test('of long records fewer are kept', () => {
	const cache = new PageCache();
	const forgotten: number[] = [];
	for (let n = 0; n < 60; n++) {
		const forget = () => void forgotten.push(n);
		cache.put({ time: n, size: 1, bytes: 1_000_000, forget }, 100_000);
	}
	expect(forgotten).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(cache.oldest).toBe(10);
});

test('the only organization is known by one ID, for a minute and as long as something is known by it', async () => {
	let moment = 0;
	const idOfOnly = (id: string, name = 'Acme') =>
		lastMinute.noteOnly('account', { id, name, moment: ++moment }).knownAs;
	expect([idOfOnly('a'), idOfOnly('b'), idOfOnly('c', 'Other'), idOfOnly('d')]).toEqual([
		'a',
		'a',
		'c',
		'd',
	]);
	clock.goOn(MAX_AGE - 1);
	idOfOnly('dd');
	clock.goOn(1001);
	expect(lastMinute.recentOnly('account', moment - 1)).toMatchObject({ id: 'dd', knownAs: 'd' });
	expect(lastMinute.recentOnly('account', 0, 1000)).toBeUndefined();
	expect(lastMinute.recentOnly('account', moment)).toBeUndefined();
	const creations = lastMinute.creationsOf(client, list, keysOf);
	const visit = creations.enter();
	clock.goOn(2 * MAX_AGE);
	expect(idOfOnly('e')).toBe('d');
	creations.leave(visit);
	lastMinute.noteCreations();
	clock.goOn(MAX_AGE);
	expect(lastMinute.isEmpty).toBe(true);
	expect(idOfOnly('f')).toBe('f');
});

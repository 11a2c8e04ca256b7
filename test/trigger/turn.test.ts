import { failureOf } from '../useStandIn';
import { byId } from '../../dev/n8n/locator';
import { PollingN8n } from './PollingN8n';
import { World } from './fixture';
import type { Thing } from './subjects';

// Whose state counts: publishing, renaming and copying triggers, restarts, and polls that n8n does not save, in n8n's
// own scheduler and in the durable one.

let world: World;
let n8n: PollingN8n;

const SCHEDULERS = [
	{ scheduler: "n8n's own scheduler", isDurable: false },
	{ scheduler: 'the durable scheduler', isDurable: true },
];

async function start(isDurable: boolean, parameters = {}) {
	world = await new World({ order: 'newestFirst', ids: 'stable' }).start();
	world.addOld(20);
	n8n = new PollingN8n(world.setup(parameters), isDurable);
}

afterEach(() => jest.restoreAllMocks());

const publish = async () => world.count(await n8n.publish());
const poll = async () => world.count(await n8n.poll());

/** The only trigger, as the editor shows it. */
function edited(changes: { id?: string; name?: string; parameters?: object }): void {
	const [node] = n8n.nodes;
	if (node === undefined) throw new Error('There is no trigger');
	n8n.nodes = [{ ...node, ...changes, parameters: { ...node.parameters, ...changes.parameters } }];
}

/** Moves this machine's clock on, which says how long ago another poll was. */
function wait(seconds: number): void {
	const now = Date.now() + seconds * 1000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

/** Something that happens to a trigger, and what is emitted after it. */
interface Case {
	title: string;
	parameters?: object;
	/** @returns the things that must be emitted, each once */
	play(): Promise<Thing[]>;
}

const CASES: Case[] = [
	{
		title: 'publishing emits nothing, and what happens next is emitted once',
		async play() {
			expect(await publish()).toEqual([]);
			const things = [world.create(), world.create()];
			await poll();
			things.push(world.create());
			await poll();
			return things;
		},
	},
	{
		title: 'what happens before the first scheduled poll is emitted, also after a restart',
		async play() {
			await publish();
			const things = [world.create()];
			world.count(await n8n.restart());
			things.push(world.create());
			await poll();
			world.count(await n8n.restart());
			await poll();
			return things;
		},
	},
	{
		title:
			'published, unpublished and published again before a scheduled poll: what came in between is emitted',
		async play() {
			await publish();
			const things = [world.create()];
			n8n.unpublish();
			things.push(world.create());
			await publish();
			things.push(world.create());
			n8n.unpublish();
			await publish();
			n8n.unpublish();
			things.push(world.create());
			world.count(await n8n.restart());
			await publish();
			await poll();
			return things;
		},
	},
	{
		title: 'the same while the scheduled polls fail',
		async play() {
			await publish();
			const { faults } = world.standIn;
			const things = [world.create()];
			faults.add({ fault: { kind: 'status', status: 404 } });
			await failureOf(n8n.poll());
			n8n.unpublish();
			await failureOf(n8n.publish());
			faults.clear();
			things.push(world.create());
			await publish();
			await poll();
			return things;
		},
	},
	{
		title: 'unpublished for a while: what came in between is emitted',
		async play() {
			await publish();
			const things = [world.create()];
			await poll();
			n8n.unpublish();
			things.push(world.create());
			world.pass(7200);
			await publish();
			await poll();
			return things;
		},
	},
	{
		title: 'Skip Inactive Time leaves out what came in between',
		parameters: { options: { skipInactive: true } },
		async play() {
			await publish();
			const things = [world.create()];
			world.count(await n8n.restart());
			await poll();
			for (let n = 0; n < 3; n++) {
				n8n.unpublish();
				world.create();
				world.pass(3600);
				expect(await publish()).toEqual([]);
				things.push(world.create());
				if (n === 1) world.count(await n8n.restart());
				await poll();
				await poll();
			}
			return things;
		},
	},
	{
		title: 'with Start From All it emits everything once, and begins now at each later publication',
		parameters: { startFrom: 'all', options: { skipInactive: true } },
		async play() {
			expect(await publish()).toHaveLength(20);
			world.emitted.clear();
			const things: Thing[] = [];
			for (let n = 0; n < 3; n++) {
				n8n.unpublish();
				world.create();
				expect(await publish()).toEqual([]);
				if (n === 1) continue;
				things.push(world.create());
				await poll();
			}
			return things;
		},
	},
	{
		title: 'with Start From Date too, even if nothing was emitted before',
		parameters: {
			startFrom: 'date',
			startDate: '2026-03-10T12:00:00Z',
			options: { skipInactive: true },
		},
		async play() {
			expect(await publish()).toEqual([]);
			n8n.unpublish();
			world.create();
			expect(await publish()).toEqual([]);
			const thing = world.create();
			await poll();
			return [thing];
		},
	},
	{
		title: 'an edited workflow resumes',
		async play() {
			await publish();
			const things = [world.create()];
			edited({ parameters: { options: { lookBack: 10 } } });
			await publish();
			things.push(world.create());
			await publish();
			await poll();
			return things;
		},
	},
	{
		title: 'another organization, and back again, begins again each time',
		async play() {
			await publish();
			const first = world.organization;
			const other = world.standIn.addOrganization('Other');
			for (const organization of [other, first]) {
				world.organization = first;
				world.create();
				world.organization = other;
				world.create();
				const organizationId = byId(world.standIn.idOf('organization', organization));
				edited({ parameters: { organizationId } });
				expect(await publish()).toEqual([]);
			}
			world.organization = first;
			const thing = world.create();
			await poll();
			return [thing];
		},
	},
	{
		title: 'renamed, it begins again, and so it does when it gets its old name back',
		async play() {
			await publish();
			const things = [world.create()];
			await poll();
			n8n.unpublish();
			world.create();
			edited({ name: 'New name' });
			expect(await publish()).toEqual([]);
			things.push(world.create(), world.create());
			await poll();
			n8n.unpublish();
			world.create();
			edited({ name: 'HyperRep' });
			expect(await publish()).toEqual([]);
			things.push(world.create());
			await poll();
			return things;
		},
	},
	{
		title:
			'renamed there and back in a published workflow, before a scheduled poll and with a restart',
		async play() {
			await publish();
			world.create();
			edited({ name: 'New name' });
			expect(await publish()).toEqual([]);
			world.create();
			edited({ name: 'HyperRep' });
			expect(await publish()).toEqual([]);
			const thing = world.create();
			world.count(await n8n.restart());
			await poll();
			return [thing];
		},
	},
	{
		title: 'deleted and added again under its name, it begins again',
		async play() {
			await publish();
			const things = [world.create()];
			await poll();
			n8n.unpublish();
			world.create();
			edited({ id: 'another node' });
			expect(await publish()).toEqual([]);
			things.push(world.create());
			await poll();
			return things;
		},
	},
	{
		title: 'a poll that n8n throws away, as it was published again meanwhile, loses nothing',
		async play() {
			await publish();
			await poll();
			const thing = world.create();
			const request = world.holdRequest();
			const slow = n8n.poll();
			await request.isHeld;
			n8n.unpublish();
			await publish();
			request.release();
			world.count(await slow);
			wait(31);
			await poll();
			return [thing];
		},
	},
	{
		title: 'a Code node in a long execution that puts older data back loses nothing',
		async play() {
			await publish();
			const things = [world.create()];
			const execution = n8n.startLongExecution();
			await poll();
			execution.end();
			things.push(world.create());
			await poll();
			things.push(world.create());
			await poll();
			return things;
		},
	},
];

describe.each(SCHEDULERS)('in $scheduler', ({ isDurable }) => {
	test.each(CASES)('$title', async ({ parameters, play }) => {
		await start(isDurable, parameters);
		const things = await play();
		// What would be emitted twice, or late, is emitted now.
		for (let n = 0; n < 3; n++) {
			world.pass(60);
			wait(60);
			await poll();
		}
		world.expectOnce(things);
	});

	test('published again after n8n threw an emission away, a slow poll is not overtaken by the next one', async () => {
		await start(isDurable);
		await publish();
		await poll();
		const thing = world.create();
		const early = world.holdRequest();
		const thrownAway = n8n.poll();
		await early.isHeld;
		n8n.unpublish();
		early.release();
		expect(await thrownAway).toEqual([]);
		expect(await publish()).toEqual([]);
		wait(31);
		const late = world.holdRequest();
		const slow = n8n.poll();
		await late.isHeld;
		const next = await n8n.poll();
		late.release();
		world.count(await slow);
		expect(next).toEqual([]);
		world.expectOnce([thing]);
	});

	test('switched to the other scheduler, it resumes', async () => {
		await start(isDurable, { options: { skipInactive: true } });
		await publish();
		const things = [world.create()];
		await poll();
		things.push(world.create());
		n8n = n8n.switchTo(!isDurable);
		world.count(await n8n.restart());
		for (let n = 0; n < 4; n++) {
			things.push(world.create());
			await poll();
		}
		n8n.unpublish();
		world.create();
		expect(await publish()).toEqual([]);
		for (let n = 0; n < 3; n++) {
			things.push(world.create());
			await poll();
		}
		world.expectOnce(things);
	});
});

test('two triggers with one node ID both emit everything, through publications and restarts', async () => {
	await start(false);
	const [node] = n8n.nodes;
	if (node === undefined) throw new Error('There is no trigger');
	n8n.nodes = [node, { ...node, name: 'Copy' }];
	const things: Thing[] = [];
	const emitted: number[] = [];
	const act = async (records: ReturnType<PollingN8n['poll']>) => {
		emitted.push(...world.count(await records));
		things.push(world.create());
	};
	await act(n8n.publish());
	await act(n8n.restart());
	n8n.unpublish();
	await act(n8n.publish());
	for (let n = 0; n < 3; n++) await act(n8n.poll());
	await act(n8n.restart());
	n8n.unpublish();
	await act(n8n.publish());
	await act(n8n.publish());
	things.pop();
	expect(emitted.length).toBe(2 * things.length);
	expect([...world.emitted.values()]).toEqual(things.map(() => 2));
});

test.each([0, 2])(
	'a scheduled poll that finds %d while n8n still publishes another trigger of the workflow loses nothing',
	async (count) => {
		await start(true);
		const [node] = n8n.nodes;
		if (node === undefined) throw new Error('There is no trigger');
		const other = world.standIn.addOrganization('Other');
		const organizationId = byId(world.standIn.idOf('organization', other));
		const parameters = { ...node.parameters, organizationId };
		n8n.nodes = [node, { id: 'other', name: 'Other', parameters }];
		const request = world.holdRequest(other);
		const publishing = n8n.publish();
		await request.isHeld;
		const things = Array.from({ length: count }, () => world.create());
		const { records, commit } = await n8n.begin();
		commit();
		request.release();
		world.count([...records, ...(await publishing)]);
		things.push(world.create());
		await poll();
		world.count(await n8n.restart());
		things.push(world.create());
		await poll();
		world.expectOnce(things);
	},
);

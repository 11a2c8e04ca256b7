import { MINUTE, SECOND } from '../../dev/standIn/microseconds';
import { LISTS, World, type ListCase } from './fixture';
import type { Thing } from './subjects';

const DAY = 24 * 60 * MINUTE;

let world: World;

const listsOf = (event: string) => LISTS.filter((list) => list.event === event);

/** Entries of the audit log, ten seconds apart up to now. */
function addEntries(count: number) {
	const record = { type: 'sale' as const, number: 9_000_000 };
	world.organization.auditLog.createMany(
		Array.from({ length: count }, (_, n) => ({
			fields: { record },
			createdAt: world.time - (count - n) * 10 * SECOND,
		})),
	);
}

describe.each(listsOf('recordChanged'))('recordChanged, order "$order", $ids IDs', (list) => {
	test('with nothing new, a poll costs one request, also in a long audit log', async () => {
		world = await new World(list, { isJudged: false }).start();
		addEntries(20_000);
		await world.activate();
		expect(world.cost().requests).toBeLessThanOrEqual(5);
		for (let minute = 0; minute < 60; minute++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
			expect(world.cost().requests).toBe(1);
		}
		const things = Array.from({ length: 30 }, () => world.create());
		expect(await world.poll()).toEqual(things.map(({ number }) => number));
		expect(world.cost().requests).toBe(1);
	});

	test('only the chosen records and actions come', async () => {
		world = await new World(list).start();
		world.trigger.change({
			recordTypes: ['conversation', 'message_draft'],
			actionTypes: ['insert'],
		});
		await world.activate();
		world.pass(1);
		const { auditLog } = world.organization;
		auditLog.record('insert', { type: 'sale', number: 1 });
		auditLog.record('update', { type: 'conversation', number: 2 });
		const { number } = auditLog.record('insert', { type: 'conversation', number: 3 });
		world.pass(1);
		const draft = auditLog.record('insert', { type: 'message_draft', number: 4 });
		expect(await world.poll()).toEqual([number, draft.number]);
	});
});

describe.each(listsOf('saleStatusChanged'))(
	'saleStatusChanged, order "$order", $ids IDs',
	(list) => {
		test('every change of the status comes with the sale as it is now, and nothing else does', async () => {
			world = await new World(list).start();
			const { organization } = world;
			const sale = organization.addSale({ label: 'Quote Sent' });
			world.pass(5);
			await world.activate();
			for (const label of ['Accepted', 'Quote Sent', 'Accepted', 'Lost for good']) {
				world.pass(1);
				organization.changeSaleStatus(sale, label);
				organization.changeSale(sale, {});
			}
			organization.addSale({ label: 'Quote Sent' });
			const output = await world.trigger.poll();
			expect(output.map(({ status_change: change }) => change)).toMatchObject([
				{ from: 'Quote Sent', to: 'Accepted' },
				{ from: 'Accepted', to: 'Quote Sent' },
				{ from: 'Quote Sent', to: 'Accepted' },
				{ from: 'Accepted', to: 'Lost for good' },
			]);
			for (const one of output) {
				expect(one).toMatchObject({ current_status: { label: 'Lost for good' } });
				expect(Object.keys(one)).toContain('sale_id');
			}
			// Where its ID stays, the sale is read once.
			const reads = world.standIn.requests.filter(({ path }) => path.includes('/sales/'));
			expect(reads).toHaveLength(list.ids === 'stable' ? 1 : 4);
			expect(await world.poll()).toEqual([]);
		});

		test('a sale that cannot be read any more comes with its ID and the change', async () => {
			world = await new World(list).start();
			const { organization } = world;
			const sale = organization.addSale();
			world.pass(5);
			await world.activate();
			world.pass(1);
			organization.changeSaleStatus(sale, 'Accepted');
			organization.sales.delete(sale.number);
			const [gone] = await world.trigger.poll();
			expect(Object.keys(gone ?? {}).sort()).toEqual(['contact', 'sale_id', 'status_change']);
			expect(world.standIn.identifiers.decode(String(gone?.sale_id))?.number).toBe(sale.number);
			expect(gone?.status_change).toMatchObject({ from: 'Quote Sent', to: 'Accepted' });
		});

		test('sales that a poll has no time to read come with the next ones', async () => {
			world = await new World(list, { isJudged: false }).start();
			const { organization } = world;
			await world.activate();
			const labels = Array.from({ length: 40 }, (_, n) => `Label ${n}`);
			for (const label of labels) {
				world.pass(1);
				organization.changeSaleStatus(organization.addSale(), label);
			}
			world.trigger.budget = 0;
			const output: unknown[] = [];
			for (let n = 0; n < 4; n++) {
				const records = await world.trigger.poll();
				expect(records.length).toBeLessThanOrEqual(16);
				output.push(...records.map(({ status_change }) => (status_change as { to: unknown }).to));
				world.trigger.restart();
			}
			expect(output).toEqual(labels);
		});

		test('a change that waited for its sale comes in its place among those that become visible late', async () => {
			world = await new World(list, { isJudged: false }).start();
			const { organization } = world;
			await world.activate();
			world.pass(1);
			const hidden = { at: world.time, hidden: true };
			const late = organization.changeSaleStatus(organization.addSale(), 'Late', hidden);
			for (let n = 0; n < 40; n++) {
				world.pass(1);
				organization.changeSaleStatus(organization.addSale(), `Label ${n}`);
			}
			world.trigger.budget = 0;
			const first = await world.trigger.poll();
			organization.auditLog.show(late.number);
			world.trigger.budget = 300_000;
			const second = await world.trigger.poll();
			const labels = [...first, ...second].map(
				({ status_change: change }) => (change as { to: unknown }).to,
			);
			expect([labels.length, new Set(labels).size]).toEqual([41, 41]);
			expect(labels[first.length]).toBe('Late');
		});

		test.each([
			[403, undefined],
			[404, '<html>Not Found</html>'],
			[410, '<html>Gone</html>'],
			[400, '{"detail":"Invalid organization_id"}'],
			[422, '{"detail":[{"loc":["path","sale_id"],"msg":"odd"}]}'],
		])(
			'a %i that is no word of HyperRep that the sale is gone fails the poll, and loses nothing',
			async (status, body) => {
				world = await new World(list).start();
				await world.activate();
				const thing = world.create();
				world.standIn.faults.add({
					fault: {
						kind: 'status',
						status,
						body,
						type: body?.startsWith('{') ? 'application/json' : 'text/html',
					},
					matches: ({ path }) => path.includes('/sales/'),
					times: 2,
				});
				await expect(world.poll()).rejects.toThrow();
				await expect(world.trigger.fetchTestEvent()).rejects.toThrow();
				expect(await world.poll()).toEqual([thing.number]);
			},
		);

		test.each([
			[404, 'Sale not found'],
			[410, 'Gone'],
			[400, 'Invalid sale_id'],
		])(
			'a %i in which HyperRep says that the sale is gone leaves its ID and the change',
			async (status, detail) => {
				world = await new World(list).start();
				await world.activate();
				world.create();
				world.standIn.faults.add({
					fault: {
						kind: 'status',
						status,
						body: JSON.stringify({ detail }),
						type: 'application/json',
					},
					matches: ({ path }) => path.includes('/sales/'),
				});
				const [gone] = await world.trigger.poll();
				expect(Object.keys(gone ?? {}).sort()).toEqual(['contact', 'sale_id', 'status_change']);
			},
		);
	},
);

describe.each([...listsOf('saleStatusChanged'), ...listsOf('recordChanged')])(
	'$event among entries about other things, order "$order", $ids IDs',
	(list) => {
		/** Other changes of a sale, some time before now. */
		function changeOtherwise(days: number[]) {
			const { organization, time } = world;
			const sale = organization.addSale({}, { createdAt: time - 90 * DAY });
			for (const [n, ago] of days.entries()) {
				organization.changeSale(sale, {}, undefined, { at: time - ago * DAY + n });
			}
		}

		beforeEach(async () => {
			world = await new World(list, { isJudged: false }).start();
			if (list.event === 'recordChanged') world.trigger.change({ recordTypes: ['conversation'] });
			const { organization, time } = world;
			const conversation = { type: 'conversation' as const, number: 7 };
			const sale = organization.addSale({}, { createdAt: time - 90 * DAY });
			for (let n = 0; n < 40; n++) {
				const at = time - (60 - n) * DAY;
				organization.changeSaleStatus(sale, `Status ${n % 3}`, { at });
				organization.auditLog.record('update', conversation, [], { createdAt: at });
			}
		});

		/** Publishes, and expects of what follows that only what is new comes. */
		async function expectOnlyNew() {
			expect(await world.trigger.activate()).toEqual([]);
			const { organization } = world;
			const sale = organization.addSale();
			for (let n = 0; n < 3; n++) {
				world.pass(60);
				organization.changeSale(sale, {});
				expect(await world.trigger.poll()).toEqual([]);
			}
			world.pass(60);
			organization.changeSaleStatus(sale, 'Won');
			organization.auditLog.record('update', { type: 'conversation', number: 8 });
			expect(await world.trigger.poll()).toHaveLength(1);
			world.pass(60);
			expect(await world.trigger.poll()).toEqual([]);
		}

		test('publishing emits nothing of the past where none of the newest entries counts', async () => {
			changeOtherwise(Array.from({ length: 60 }, (_, n) => 19 - n / 4));
			await expectOnlyNew();
		});

		test('and nothing where only today has entries, none of which counts', async () => {
			changeOtherwise(Array.from({ length: 60 }, (_, n) => (60 - n) / 100));
			await expectOnlyNew();
		});

		test('Fetch Test Event finds one further down, and leaves out what does not count', async () => {
			changeOtherwise(Array.from({ length: 600 }, (_, n) => 19 - n / 40));
			const [shown] = await world.trigger.fetchTestEvent();
			expect(shown).toHaveProperty(
				list.event === 'recordChanged' ? 'record.type' : 'status_change',
			);
		});
	},
);

test('records whose dates cannot be read yet existed before, where the list has no others', async () => {
	const list = { order: 'newestFirst', ids: 're-encoded' } as const;
	world = await new World(list, { isJudged: false }).start();
	const { contacts } = world.organization;
	const past = world.time - DAY;
	const odd = { name: 'Ada', extra: { created_at: null } };
	const { number } = contacts.create(odd, { createdAt: past });
	expect(await world.activate()).toEqual([]);
	contacts.edit(number, { extra: {}, email: 'ada@example.com' });
	world.pass(60);
	expect(await world.poll()).toEqual([]);
	const thing = world.create();
	expect(await world.poll()).toEqual([thing.number]);
});

/** One list for each event, in no order. */
const UNSORTED: ListCase[] = LISTS.filter(
	({ order, dates }) => order === 'none' && dates !== 'lastActivity',
);

describe.each(UNSORTED)('Look Back, $event, $ids IDs', (list) => {
	test('a record that shows an hour late comes', async () => {
		world = await new World(list).start();
		world.addOld(20);
		world.trigger.change({ options: { lookBack: 90 } });
		await world.activate();
		world.pass(10);
		const things: Thing[] = [world.create({ at: world.time, hidden: true })];
		const [late] = things;
		for (let n = 0; n < 12; n++) {
			things.push(world.create());
			world.pass(5 * 60);
			await world.poll();
		}
		if (late !== undefined) world.show(late);
		for (let n = 0; n < 8; n++) {
			await world.poll();
			world.pass(5 * 60);
		}
		world.expectOnce(things);
	});
});

describe.each(
	UNSORTED.filter(({ event, ids }) => ids === 'stable' && event !== 'conversationStarted'),
)('$event, $ids IDs', (list) => {
	test('the state stays below 1 MB with the longest look-back', async () => {
		world = await new World(list, { isJudged: false }).start();
		world.trigger.change({ options: { lookBack: 10_080, maxRecords: 4000 } });
		await world.activate();
		const things: Thing[] = [];
		for (let day = 0; day < 2; day++) {
			for (let n = 0; n < 1500; n++) things.push(world.create({ at: world.time + n * SECOND }));
			world.pass(24 * 3600);
			while ((await world.poll()).length > 0);
		}
		expect(world.trigger.state.length).toBeLessThan(1_000_000);
		world.expectOnce(things);
	});
});

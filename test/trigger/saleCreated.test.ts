import { numbersOf, World } from './fixture';
import { SUBJECTS } from './subjects';

// The table of situations and the random histories are in table.test.ts and random.test.ts.

let world: World;

test.each([
	['created', 'newestFirst'],
	['lastActivity', 'lastActivityFirst'],
] as const)(
	'among thousands of sales, a poll reads those since the last one, dates by "%s"',
	async (dates, order) => {
		const subject = SUBJECTS.find(
			({ event, options }) => event === 'saleCreated' && options?.dates?.sales === dates,
		);
		world = await new World({ subject, order, ids: 're-encoded' }).start();
		world.addOld(2500);
		expect(await world.activate()).toEqual([]);
		expect(world.cost().requests).toBeLessThanOrEqual(5);
		for (let n = 0; n < 8; n++) {
			world.pass(60);
			expect(await world.poll()).toEqual([]);
		}
		const { requests, records } = world.cost();
		expect(requests).toBeLessThanOrEqual(12);
		expect(records).toBeLessThanOrEqual(100);
		const things = [world.create(), world.create()];
		expect(await world.poll()).toEqual(numbersOf(things));
	},
);

test('comes with its primary contact, else its first, else none, and a poll reads each contact once', async () => {
	world = await new World({ ...saleList(), order: 'newestFirst', ids: 'stable' }).start();
	await world.activate();
	const { organization } = world;
	const [ada, bo] = ['Ada', 'Bo'].map((name) => organization.contacts.create({ name }).number);
	const of = (...contacts: Array<[number | undefined, boolean]>) => {
		world.pass(1);
		organization.addSale({
			contacts: contacts.map(([contact = 0, isPrimary]) => ({ contact, is_primary: isPrimary })),
		});
	};
	of([ada, false], [bo, true]);
	of([ada, false], [bo, false]);
	of([bo, true]);
	of();
	world.cost();
	const records = await world.trigger.poll();
	expect(records.map(({ contact }) => contact)).toMatchObject([
		{ name: 'Bo' },
		{ name: 'Ada' },
		{ name: 'Bo' },
		null,
	]);
	const contacts = world.standIn.requests.filter(({ path }) => path.includes('/contacts/'));
	expect(contacts).toHaveLength(2);
});

function saleList() {
	return { subject: SUBJECTS.find(({ event }) => event === 'saleCreated') };
}

import { failureOf } from '../useStandIn';
import { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';
import { ActiveTrigger } from './ActiveTrigger';
import { World } from './fixture';

describe('the panel', () => {
	const { properties, subtitle } = new HyperRepTrigger().description;
	const fieldNamed = (name: string) => properties.find((property) => property.name === name);

	test('Trigger On comes first, without a tooltip, with an action for each event', () => {
		const [first] = properties;
		expect(first).toMatchObject({
			displayName: 'Trigger On',
			name: 'event',
			noDataExpression: true,
		});
		expect(first).not.toHaveProperty('description');
		const options = (first?.options ?? []) as Array<{
			name: string;
			value: string;
			action: string;
		}>;
		expect(options.map(({ value }) => value)).toEqual([
			'companyCreated',
			'contactCreated',
			'conversationStarted',
			'messageReceived',
			'messageSent',
			'recordChanged',
			'saleCreated',
			'saleStatusChanged',
		]);
		expect(options.every(({ name, action }) => name !== '' && action.startsWith('On '))).toBe(true);
		for (const { name, value } of options) expect(subtitle).toContain(`"${value}":"${name}"`);
	});

	test('Start From has its values, and the filters of Record Changed show for it only', () => {
		const values = (fieldNamed('startFrom')?.options ?? []) as Array<{ value: string }>;
		expect(values.map(({ value }) => value)).toEqual(['activation', 'all', 'date']);
		expect(fieldNamed('recordTypes')?.displayOptions?.show).toEqual({ event: ['recordChanged'] });
		expect(properties.map(({ name }) => name)).toContain('options');
	});
});

describe('values that cannot be used', () => {
	let world: World;

	beforeEach(async () => {
		world = await new World({ order: 'newestFirst', ids: 'stable' }).start();
	});

	test.each([
		[{ startFrom: 'date', startDate: '' }, "'Start Date' is empty"],
		[{ startFrom: 'date', startDate: 'soon' }, "'Start Date' is not a date and time"],
		[{ options: { lookBack: 10_081 } }, "'Look Back (Minutes)' must be a whole number"],
		[{ options: { maxRecords: 0 } }, "'Max Records per Run' must be a whole number"],
		[{ event: 'nothing' }, "'Trigger On' must be"],
	])('%j is refused before any request', async (parameters, message) => {
		const trigger = new ActiveTrigger(world.setup(parameters));
		expect((await failureOf(trigger.poll())).message).toContain(message);
		expect(world.cost().requests).toBe(0);
	});

	test.each([undefined, ''])(
		'without an organization, the only one is used (%j)',
		async (organizationId) => {
			const trigger = new ActiveTrigger(world.setup({ organizationId }));
			expect(await trigger.activate()).toEqual([]);
			world.cost();
			const { number } = world.create();
			expect(world.count(await trigger.poll())).toEqual([number]);
			// It is looked for once.
			expect(world.standIn.requests.every(({ path }) => path.endsWith('/contacts'))).toBe(true);
		},
	);

	test('a Start Date in the hour that autumn repeats means one instant, in winter as in summer', async () => {
		const at = Date.UTC(2026, 9, 25, 0, 30) * 1000;
		const before = world.create({ at: at - 60_000_000 });
		const since = world.create({ at });
		for (const month of [0, 6]) {
			jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2027, month, 1));
			const setup = world.setup({ startFrom: 'date', startDate: '2026-10-25T02:30:00' });
			const trigger = new ActiveTrigger({ ...setup, timezone: 'Europe/Berlin' });
			const output = world.count(await trigger.poll());
			jest.restoreAllMocks();
			expect(output).toEqual([since.number]);
			expect(output).not.toContain(before.number);
		}
	});
});

import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn({ clock: () => NOW * 1000 });
const NOW = Date.parse('2026-11-25T10:30:00.123Z');

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
});

afterEach(() => jest.restoreAllMocks());

const setup = (parameters: INodeParameters, timezone = 'UTC') => ({
	...fixture.setup({
		resource: 'analytics',
		operation: 'getConversationMetrics',
		startDate: '2026-11-01',
		endDate: '2026-11-20',
		...parameters,
	}),
	timezone,
});

const sent = () => fixture.sent().map(({ query }) => query);

test.each([
	[
		'a day without a time is the whole day',
		'UTC',
		'2026-11-01',
		'2026-11-20',
		'2026-11-01T00:00:00Z',
		'2026-11-21T00:00:00Z',
	],
	[
		"in the workflow's time zone",
		'America/New_York',
		'2026-10-30',
		'2026-11-02',
		'2026-10-30T04:00:00Z',
		'2026-11-03T05:00:00Z',
	],
	[
		'an end with a time is not included',
		'Europe/Berlin',
		'2026-11-01T08:00',
		'2026-11-02T08:00',
		'2026-11-01T07:00:00Z',
		'2026-11-02T07:00:00Z',
	],
	[
		'an offset counts',
		'Europe/Berlin',
		'2026-11-01T00:00:00-05:00',
		'2026-11-02T00:00:00.500Z',
		'2026-11-01T05:00:00Z',
		'2026-11-02T00:00:00.500Z',
	],
	[
		'today ends now',
		'UTC',
		'2026-11-25',
		'2026-11-25',
		'2026-11-25T00:00:00Z',
		'2026-11-25T10:30:00.123Z',
	],
	[
		'an end within a day becomes now',
		'UTC',
		'2026-11-01',
		'2026-11-26T10:30:00Z',
		'2026-11-01T00:00:00Z',
		'2026-11-25T10:30:00.123Z',
	],
	[
		'this moment is no future',
		'UTC',
		'2026-11-25T10:30:00.123Z',
		'2026-11-25T10:30:00.123Z',
		'2026-11-25T10:30:00.123Z',
		'2026-11-25T10:30:00.123Z',
	],
	[
		'months are whole, too',
		'UTC',
		'2026-09',
		'2026-10',
		'2026-09-01T00:00:00Z',
		'2026-11-01T00:00:00Z',
	],
])('%s (%s)', async (_, timezone, startDate, endDate, start_date, end_date) => {
	await execute(setup({ startDate, endDate }, timezone));
	expect(sent()).toEqual([{ start_date, end_date }]);
});

test('today ends now on the day that has 25 hours, and on the one that has 23', async () => {
	for (const [now, today] of [
		['2026-10-24T22:10:00.000Z', '2026-10-25'],
		['2026-03-28T23:10:00.000Z', '2026-03-29'],
	] as const) {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(now));
		await execute(setup({ startDate: today, endDate: today }, 'Europe/Berlin'));
		expect(sent().at(-1)?.end_date).toBe(now);
	}
});

test.each<[INodeParameters, RegExp]>([
	[{ startDate: '2026-11-25T10:31:00' }, /^'Start Date' \(.*\) is after 'End Date'/],
	[{ startDate: '2026-11-21' }, /^'Start Date' \(.*\) is after 'End Date'/],
	[
		{ startDate: '2026-11-25T10:31:00', endDate: '2026-11-26' },
		/^'Start Date' is in the future: 2026-11-25T10:31:00Z$/,
	],
	[{ endDate: '2026-11-26T10:31:00' }, /^'End Date' is in the future: 2026-11-26T10:31:00Z$/],
	[{ endDate: '2027-01' }, /^'End Date' is in the future: /],
	[{ startDate: '' }, /^'Start Date' is empty$/],
	[{ endDate: '' }, /^'End Date' is empty$/],
	[{ endDate: '={{ $json.missing }}' }, /^'End Date' is empty$/],
	[{ endDate: '={{ 5 }}' }, /^'End Date' is not a date and time: "5"$/],
])('%j is refused before any request', async (parameters, message) => {
	const failure = await failureOf(execute(setup(parameters)));
	expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.message).toMatch(message);
	expect(failure.description).toBeTruthy();
	expect(sent()).toEqual([]);
});

test('the numbers come as they are, in one item', async () => {
	const response = { responseRateStats: { responseRate: 0.7 }, newStats: null };
	fixture.standIn.faults.add({ fault: { kind: 'change', change: () => response } });
	const output = await execute({ ...setup({}), items: [{}, {}] });
	expect(output.map(({ json }) => json)).toEqual([response, response]);
});

describe("where n8n's clock is ahead of HyperRep's", () => {
	const now = (ahead: number) => jest.spyOn(Date, 'now').mockReturnValue(NOW + ahead);

	test.each([1_000, 90_000, 3_600_000])(
		'by %i ms, metrics end where HyperRep is',
		async (ahead) => {
			now(ahead);
			const items = [{}];
			const output = await execute({ ...setup({ endDate: '2026-11-25' }), items });
			expect(output).toHaveLength(1);
			const ends = sent().map(({ end_date }) => end_date);
			expect(ends).toEqual([new Date(NOW + ahead).toISOString(), '2026-11-25T10:30:00.000Z']);
		},
	);

	test('the end is a minute earlier where HyperRep does not say what time it has', async () => {
		now(1_000);
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 400,
				headers: { Date: 'soon' },
				type: 'application/json',
				body: '{"detail": "start_date and end_date cannot be in the future"}',
			},
			times: 1,
		});
		await execute(setup({ endDate: '2026-11-25' }));
		expect(sent().map(({ end_date }) => end_date)).toEqual([
			'2026-11-25T10:30:01.123Z',
			'2026-11-25T10:29:01.123Z',
		]);
	});

	test('the end is yet a minute earlier where the response is of a clock that is ahead, too', async () => {
		now(1_000);
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 400,
				headers: { Date: 'Wed, 25 Nov 2026 10:30:01 GMT' },
				type: 'application/json',
				body: '{"detail": "start_date and end_date cannot be in the future"}',
			},
			times: 2,
		});
		await execute(setup({ endDate: '2026-11-25' }));
		expect(sent().map(({ end_date }) => end_date)).toEqual([
			'2026-11-25T10:30:01.123Z',
			'2026-11-25T10:30:01.000Z',
			'2026-11-25T10:29:01.000Z',
		]);
	});

	test('nothing is asked for where nothing is left of the period', async () => {
		now(2_000);
		const failure = await failureOf(
			execute(setup({ startDate: '2026-11-25T10:30:01Z', endDate: '2026-11-25T10:30:02Z' })),
		);
		expect(failure.message).toMatch(/in the future$/);
		expect(sent()).toHaveLength(1);
	});
});

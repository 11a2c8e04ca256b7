import { DateTime } from 'luxon';

import { readInstant } from '../../nodes/HyperRep/time/instant';

const start = (value: unknown, timezone = 'UTC') => readInstant(value, 'Start Date', timezone);
const end = (value: unknown, timezone = 'UTC') => readInstant(value, 'End Date', timezone, 'end');

test.each<[unknown, string, string]>([
	['2026-04-01T00:00:00', 'Europe/Berlin', '2026-03-31T22:00:00Z'],
	['2026-04-01T00:00:00', 'America/New_York', '2026-04-01T04:00:00Z'],
	['2026-04-01T00:00:00+05:30', 'Europe/Berlin', '2026-03-31T18:30:00Z'],
	['2026-04-01T00:00:00Z', 'Europe/Berlin', '2026-04-01T00:00:00Z'],
	['2026-04-01 08:00:00', 'UTC', '2026-04-01T08:00:00Z'],
	['2026-04-01', 'UTC', '2026-04-01T00:00:00Z'],
	[' 2026-04-01\n', 'UTC', '2026-04-01T00:00:00Z'],
	['2026-W14', 'UTC', '2026-03-30T00:00:00Z'],
	['2026-03-12T00:32:13.782565Z', 'UTC', '2026-03-12T00:32:13.782565Z'],
	['2026-03-12T00:32:13.78Z', 'UTC', '2026-03-12T00:32:13.780Z'],
	['Wed, 01 Apr 2026 02:00:00 +0200', 'UTC', '2026-04-01T00:00:00Z'],
	[new Date(1774998000000), 'UTC', '2026-03-31T23:00:00Z'],
	[1774998000000, 'UTC', '2026-03-31T23:00:00Z'],
	['1774998000000', 'UTC', '2026-03-31T23:00:00Z'],
	[DateTime.fromISO('2026-04-01T00:00:00+02:00'), 'UTC', '2026-03-31T22:00:00Z'],
])('%s in the time zone %s is %s', (value, timezone, expected) => {
	expect(start(value, timezone)).toBe(expected);
});

test.each([
	...['yesterday', '10:00', '2026-13-01', '2026-13', '202613', '2026-W54', '+275760-09-13'],
	...['20260401090000', '202604010900', 20260401090000, 1774998000000000],
	...[42, {}, [], true, NaN, new Date(NaN), DateTime.fromISO('soon')],
])('%s is not a date', (value) => {
	expect(() => start(value)).toThrow(/^'Start Date' is not a date and time: "/);
});

test.each([undefined, null, '', ' \n'])('%j is no date, and no mistake', (value) => {
	expect(start(value)).toBeUndefined();
});

test.each<[unknown, string, string]>([
	['2026-04-30', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-04-30', 'America/New_York', '2026-05-01T03:59:59.999999Z'],
	[' 2026-04-30\n', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['20260430', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-120', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-W01-1', 'UTC', '2025-12-29T23:59:59.999999Z'],
	['2026-04', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['202604', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-W01', 'UTC', '2026-01-04T23:59:59.999999Z'],
	['2026W01', 'Europe/Berlin', '2026-01-04T22:59:59.999999Z'],
	['2026', 'UTC', '2026-12-31T23:59:59.999999Z'],
	// Clocks are put back from midnight to eleven: the day has its last hour twice.
	['2026-04-04', 'America/Santiago', '2026-04-05T03:59:59.999999Z'],
	// Clocks skip the first hour of the next day.
	['2026-09-05', 'America/Santiago', '2026-09-06T03:59:59.999999Z'],
	// With a time, or as an instant, it is that moment.
	['2026-04-30T00:00:00', 'UTC', '2026-04-30T00:00:00Z'],
	['2026-04-30T00:00:00.000001', 'UTC', '2026-04-30T00:00:00.000001Z'],
	['2026-04-30T02:00:00+02:00', 'UTC', '2026-04-30T00:00:00Z'],
	['2026-04-30 08:00', 'UTC', '2026-04-30T08:00:00Z'],
	['1774998000000', 'UTC', '2026-03-31T23:00:00Z'],
	[DateTime.fromISO('2026-04-30', { zone: 'utc' }), 'UTC', '2026-04-30T00:00:00Z'],
])('an end on %s in %s is %s', (value, timezone, expected) => {
	expect(end(value, timezone)).toBe(expected);
});

test.each([
	['2026-04-30', '2026-05-01T00:00:00Z'],
	['2026-04', '2026-05-01T00:00:00Z'],
	['2026-W01', '2026-01-05T00:00:00Z'],
	['2026-04-30T08:00:00', '2026-04-30T08:00:00Z'],
])('where an end is exclusive, %s is %s', (value, expected) => {
	expect(readInstant(value, 'End Date', 'UTC', 'exclusiveEnd')).toBe(expected);
});

test.each([
	['2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
	['2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
])('%s in Berlin is the same instant in every season', (value, expected) => {
	for (const season of ['2026-01-15', '2026-07-15']) {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(season));
		expect(start(value, 'Europe/Berlin')).toBe(expected);
		clock.mockRestore();
	}
});

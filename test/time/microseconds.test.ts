import { parseTimestamp, toTimestamp } from '../../nodes/HyperRep/time/microseconds';

test.each([
	['2026-03-12T00:32:13.782565Z', 1_773_275_533_782_565],
	['2026-03-12T00:32:13Z', 1_773_275_533_000_000],
	['2026-03-12 00:32:13.5+00', 1_773_275_533_500_000],
	['2026-03-12T02:32:13.78+0200', 1_773_275_533_780_000],
])('%s is read to the microsecond', (text, instant) => {
	expect(parseTimestamp(text)).toBe(instant);
	expect(parseTimestamp(toTimestamp(parseTimestamp(text) ?? (0 as never)))).toBe(instant);
});

test.each<[unknown]>([
	[null],
	[undefined],
	[7],
	['2026-11-25'],
	['soon'],
	['2026-13-12T00:32:13Z'],
	[{}],
	[{ toString: 1 }],
	[[]],
])('%j is none', (value) => {
	expect(parseTimestamp(value)).toBeUndefined();
});

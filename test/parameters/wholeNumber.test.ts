import { paging } from '../../nodes/HyperRep/parameters/paging';
import { wholeNumber } from '../../nodes/HyperRep/parameters/wholeNumber';
import { sourceOf } from './source';

const width = wholeNumber({ label: 'Width', name: 'width', min: 1, max: 64, default: 16 });

test.each<[unknown, number]>([
	[1, 1],
	[64, 64],
	['7', 7],
	[' 7 ', 7],
	[undefined, 16],
])('%j is read as %j', (value, expected) => {
	expect(width.read(sourceOf({ width: value }))).toBe(expected);
});

test.each([0, 65, 1.5, -1, '', 'many', NaN, [], {}, true])('%j is refused', (value) => {
	expect(() => width.read(sourceOf({ width: value }))).toThrow(
		/^'Width' must be a whole number from 1 to 64, but it is "/,
	);
});

test.each([undefined, null, '', ' '])('left as %j by a model, it is the default', (value) => {
	const source = sourceOf({ width: value }, { width: '={{ $fromAI("width", "", "number") }}' });
	expect(width.read(source)).toBe(16);
});

test('Return All needs no limit, and a limit has no greatest value', () => {
	expect(paging.read(sourceOf({ returnAll: true, limit: 0 }))).toBe(Infinity);
	expect(paging.read(sourceOf({}))).toBe(50);
	expect(paging.read(sourceOf({ limit: 1_000_000 }))).toBe(1_000_000);
	expect(() => paging.read(sourceOf({ limit: 0 }))).toThrow(
		'\'Limit\' must be a whole number of at least 1, but it is "0"',
	);
});

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

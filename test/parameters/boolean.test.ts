import { boolean } from '../../nodes/HyperRep/parameters/boolean';
import { sourceOf } from './source';

const isOn = boolean({ label: 'Is On', name: 'isOn', default: true });

test.each([
	...[true, 'true', 'TRUE', ' yes ', '1', 1].map((value) => [value, true] as const),
	...[false, 'false', 'no', '0', 0].map((value) => [value, false] as const),
	// Its default.
	[undefined, true] as const,
])('%j is understood as %j', (value, expected) => {
	expect(isOn.read(sourceOf({ isOn: value }))).toBe(expected);
});

test.each(['perhaps', '', 2, [], {}, NaN])('%j is refused', (value) => {
	expect(() => isOn.read(sourceOf({ isOn: value }))).toThrow(
		/^'Is On' must be true or false, but it is /,
	);
});

test.each([undefined, null, '', ' '])('left as %j by a model, it is the default', (value) => {
	const source = sourceOf({ isOn: value }, { isOn: '={{ $fromAI("isOn", "", "boolean") }}' });
	expect(isOn.read(source)).toBe(true);
});

test('an expression that gives nothing is not the default', () => {
	const source = sourceOf({}, { isOn: '={{ $json.missing }}' });
	expect(() => isOn.read(source)).toThrow("'Is On' must be true or false, but it is empty");
});

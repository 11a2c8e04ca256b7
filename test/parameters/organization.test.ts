import { organization } from '../../nodes/HyperRep/parameters/organization';
import { sourceOf } from './source';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });
const read = (entered: unknown, typed?: unknown) =>
	organization.read(sourceOf({ organizationId: entered }, { organizationId: typed }));

test.each<[unknown, string | undefined]>([
	[locator('HR_1'), 'HR_1'],
	[locator(' HR_1\n'), 'HR_1'],
	['HR_1', 'HR_1'],
	[7, '7'],
	...['', ' ', null, undefined, locator('')].map((none): [unknown, undefined] => [none, undefined]),
])('%j is read as %j', (entered, expected) => {
	expect(read(entered)).toBe(expected);
});

test.each(['', null, locator(''), locator(undefined)])(
	'%j is refused where an expression of its author gives it: which one is meant is not certain',
	(entered) => {
		expect(() => read(entered, '={{ $json.organization }}')).toThrow("'Organization' is empty");
		expect(() => read(entered, locator('={{ $json.organization }}'))).toThrow(
			"'Organization' is empty",
		);
		expect(read(entered, locator('={{ $fromAI("organization") }}'))).toBeUndefined();
	},
);

test.each([{}, [], true, NaN, new Date(0), '..'])('%j is no ID', (entered) => {
	expect(() => read(entered)).toThrow(/^'Organization' (must be an ID, but it is|is not an ID: )/);
});

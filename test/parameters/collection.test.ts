import { collection, filters } from '../../nodes/HyperRep/parameters/collection';
import { text } from '../../nodes/HyperRep/parameters/text';
import { sourceOf } from './source';

const members = {
	role: text({ label: 'Role', name: 'role' }),
	address: text({ label: 'Address', name: 'address' }),
};
const group = collection(
	{ label: 'More Fields', name: 'more', button: 'Add Field', description: 'More of them' },
	members,
);
const filter = filters(members);

test('shows its members in alphabetical order', () => {
	const [field] = group.fields;
	expect(field?.options?.map(({ name }) => name)).toEqual(['address', 'role']);
});

test.each([{}, { more: null }, { more: '' }, { more: {} }, { more: { role: '' } }])(
	'%j holds nothing',
	(values) => {
		expect(group.read(sourceOf(values))).toEqual({ role: undefined, address: undefined });
	},
);

test.each([
	['x', 'a string'],
	[[], 'a list'],
	[true, 'a boolean'],
])('the group %j is refused', (more, type) => {
	expect(() => group.read(sourceOf({ more }))).toThrow(
		`'More Fields' must be a group of fields, but it is ${type}`,
	);
});

describe('filters', () => {
	const read = (values: object, typed: unknown) =>
		filter.read(sourceOf({ filters: values }, { filters: typed }));

	test('a group that an expression gives is read, with what it leaves out as absent', () => {
		const typed = '={{ $json.filters }}';
		expect(read({ role: 'Owner' }, typed)).toEqual({ role: 'Owner', address: undefined });
	});

	test.each([
		[{ role: undefined }, "'Role' is empty"],
		[{ role: 'Owner', address: ' ' }, "'Address' is empty"],
		[null, "'Filters' is empty"],
		['', "'Filters' is empty"],
	])('the group %j of an expression is refused', (values, message) => {
		expect(() => read(values as object, '={{ $json.filters }}')).toThrow(message);
	});

	test('a group that a model leaves empty is absent', () => {
		const nothing = { role: undefined, address: undefined };
		expect(read({}, '={{ $fromAI("filters") }}')).toEqual(nothing);
		expect(read({ role: '' }, '={{ $fromAI("filters") }}')).toEqual(nothing);
	});
});

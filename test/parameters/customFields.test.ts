import { customFields } from '../../nodes/HyperRep/parameters/customFields';
import { sourceOf } from './source';

const read = (values: Record<string, unknown>) =>
	customFields('searchCustomFields').read(sourceOf(values));

test.each([
	['plan=pro', 'a string'],
	[[{ name: 'plan', value: 'pro' }], 'a list'],
])('Custom Fields as %j are refused', (rows, type) => {
	expect(() => read({ customFields: rows })).toThrow(
		`'Custom Fields' must be a group of fields, but it is ${type}`,
	);
});

test('where rows and JSON name the same field, the JSON wins', () => {
	const rows = {
		field: [
			{ name: 'plan', value: 'pro' },
			{ name: 'seats', value: '4' },
		],
	};
	expect(read({ customFields: rows, customFieldsJson: '{"seats": 5}' })).toEqual({
		plan: 'pro',
		seats: 5,
	});
});

test('without any there are none', () => {
	expect(read({})).toBeUndefined();
	expect(read({ customFields: { field: [null, {}] }, customFieldsJson: '{}' })).toBeUndefined();
});

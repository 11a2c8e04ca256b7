import { expressionAt, holdsExpression } from '../../nodes/HyperRep/parameters/expressions';

const entered = {
	name: '={{ $json.name }}',
	plain: 'Ada',
	contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	filters: { email: '={{ $json.email }}', field: [{ value: 'x' }, { value: '=y' }] },
	group: '={{ $json.group }}',
};

test.each<[string[], string | undefined]>([
	[['name'], '={{ $json.name }}'],
	[['plain'], undefined],
	[['missing'], undefined],
	[['contactId'], '={{ $json.id }}'],
	[['filters'], undefined],
	[['filters', 'email'], '={{ $json.email }}'],
	[['filters', 'field', '0', 'value'], undefined],
	[['filters', 'field', '1', 'value'], '=y'],
	// That of the group around it.
	[['group', 'email'], '={{ $json.group }}'],
])('the expression at %j is %j', (path, expected) => {
	expect(expressionAt(entered, path)).toBe(expected);
});

test.each([
	[entered, true],
	[{ filters: { field: [{ value: 'x' }] } }, false],
	['=', true],
	['a = b', false],
	[null, false],
])('%j holds an expression: %j', (value, expected) => {
	expect(holdsExpression(value)).toBe(expected);
});

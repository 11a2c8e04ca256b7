import { readJsonObject } from '../../nodes/HyperRep/parameters/jsonText';

const read = (value: unknown) => Object.fromEntries(readJsonObject(value, 'JSON'));

test.each<[unknown, object]>([
	['', {}],
	['  ', {}],
	[null, {}],
	['{}', {}],
	[
		'{"a": "12345678901234567890", "b": "\\"1e999\\\\", "c": 1}',
		{ a: '12345678901234567890', b: '"1e999\\', c: 1 },
	],
	['{"12345678901234567890": 1}', { '12345678901234567890': 1 }],
	[
		'{"a": [0, -0, 0.10, 1E5, 1e-7, 9007199254740992, 0.1e1]}',
		{ a: [0, -0, 0.1, 1e5, 1e-7, 9007199254740992, 1] },
	],
	[
		{ a: undefined, b: new Date(0), c: { d: [undefined] } },
		{ b: '1970-01-01T00:00:00.000Z', c: { d: [null] } },
	],
])('%j is read as %j', (value, expected) => {
	expect(read(value)).toEqual(expected);
});

test.each(['{"a": 1e400}', '{"a": [[-12345678901234567890]]}', '{"a": 0.12345678901234567890}'])(
	'%s would be changed, so it is refused',
	(value) => {
		expect(() => read(value)).toThrow(/^The number ".*" in 'JSON' has too many digits/);
	},
);

test.each(['9007199254740993', '-9007199254740993', '12345678901234567890'].map(Number))(
	'%d, which JavaScript may have changed already, is refused in an object',
	(number) => {
		const message =
			'The field "id" in \'JSON\' contains a number with too many digits, which cannot be sent';
		expect(() => read({ id: number })).toThrow(message);
		expect(() => read({ id: [{ deeper: number }] })).toThrow(message);
	},
);

test('the largest numbers that JavaScript keeps are read from an object', () => {
	const object = { a: Number.MAX_SAFE_INTEGER, b: [0.1, -Number.MAX_SAFE_INTEGER] };
	expect(read(object)).toEqual(object);
});

test.each([
	['a long text', JSON.stringify({ a: 'x'.repeat(20_000_000) })],
	['many escaped characters', JSON.stringify({ a: '\n"\\'.repeat(3_000_000) })],
	['many numbers', `{"a": [${'1,'.repeat(1_000_000)}1]}`],
	['many quotes', JSON.stringify({ a: '"'.repeat(5_000_000), b: 1 })],
])('%s of many megabytes is read', (_, json) => {
	expect(JSON.stringify(read(json)) === JSON.stringify(JSON.parse(json))).toBe(true);
});

test('what is nested too deeply to be sent is refused', () => {
	let value: unknown = 1;
	for (let n = 0; n < 150; n++) value = n % 2 === 0 ? [value] : { deeper: value };
	expect(() => read({ a: value })).toThrow('The field "a" in \'JSON\' is nested too deeply');
	expect(() => read(JSON.stringify({ a: value }))).toThrow('is nested too deeply');
});

test('a long number is refused at once', () => {
	expect(() => read(`{"a": ${'1'.repeat(1_000_000)}}`)).toThrow(/has too many digits/);
	expect(() => read(`{"a": ${'1'}${'0'.repeat(1_000_000)}}`)).toThrow(/has too many digits/);
});

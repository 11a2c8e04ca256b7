import { DateTime } from 'luxon';

import { cut, describeType, listInWords, quote } from '../../nodes/HyperRep/errors/wording';

test('a value of any kind can be quoted', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	const deep = '['.repeat(20_000) + ']'.repeat(20_000);
	expect([
		quote('Ada'),
		quote('x'.repeat(81)),
		quote(7n),
		quote(NaN),
		quote(new Date(NaN)),
		quote(DateTime.invalid('none')),
		quote({ a: 1 }),
		quote(undefined),
		quote(circle),
		quote(JSON.parse(deep)),
		quote(JSON.parse('{"toString": 1}')),
	]).toEqual([
		'"Ada"',
		`"${'x'.repeat(80)}…"`,
		'"7"',
		'"NaN"',
		'"an invalid date"',
		'"an invalid date"',
		'"{"a":1}"',
		'"undefined"',
		'"an object"',
		'"a list"',
		'"{"toString":1}"',
	]);
});

test('a text is not cut within a character', () => {
	expect(cut('ab😀', 3)).toBe('ab…');
	expect(cut('ab😀', 4)).toBe('ab😀');
});

test('lists and types in words', () => {
	expect(listInWords(['a'])).toBe('a');
	expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
	expect(listInWords(['a', 'b'], 'or')).toBe('a or b');
	expect([[], null, NaN, {}, 'x', new Date(0), new Date(NaN)].map(describeType)).toEqual([
		'a list',
		'empty',
		'NaN',
		'an object',
		'a string',
		'a Date',
		'an invalid date',
	]);
});

import { DateTime } from 'luxon';

import { requiredText, text } from '../../nodes/HyperRep/parameters/text';
import { sourceOf } from './source';

const name = text({ label: 'Name', name: 'name' });
const trimmed = text({ label: 'Email', name: 'email', isTrimmed: true });
const needed = requiredText({ label: 'Name', name: 'name' });

test.each<[unknown, string | undefined]>([
	['Ada', 'Ada'],
	[' Ada ', ' Ada '],
	[7, '7'],
	[-0.5, '-0.5'],
	[12n, '12'],
	[Number.MAX_SAFE_INTEGER, '9007199254740991'],
	[new Date(0), '1970-01-01T00:00:00.000Z'],
	[DateTime.fromMillis(0, { zone: 'utc' }), '1970-01-01T00:00:00.000Z'],
	...['', ' \n\t', null, undefined].map((none): [unknown, undefined] => [none, undefined]),
])('%s is read as %j', (value, expected) => {
	expect(name.read(sourceOf({ name: value }))).toBe(expected);
});

test.each([' a@example.com\n', '\u200ba@example.com\u200b', '\u202aa@example.com\u202c \ufeff'])(
	'invisible characters around %j are left out where none can be',
	(email) => {
		expect(trimmed.read(sourceOf({ email }))).toBe('a@example.com');
	},
);

test('a long text of invisible characters is read at once', () => {
	const email = `a${'\u200b'.repeat(1_000_000)}b`;
	expect(trimmed.read(sourceOf({ email }))).toBe(email);
});

test.each<[unknown, string]>([
	[NaN, 'NaN'],
	[Infinity, 'Infinity'],
	[true, 'a boolean'],
	[[], 'a list'],
	[{ a: 1 }, 'an object'],
	[2 ** 53, 'a number with too many digits'],
	[new Date(NaN), 'an invalid date'],
	[DateTime.fromISO('soon'), 'an invalid date'],
	['Invalid DateTime', 'an invalid date'],
])('%s is no text', (value, type) => {
	expect(() => name.read(sourceOf({ name: value }))).toThrow(
		`'Name' must be text, but it is ${type}`,
	);
});

test('a text that is needed is refused where it is empty', () => {
	expect(needed.fields).toMatchObject([{ required: true }]);
	expect(() => needed.read(sourceOf({ name: ' ' }))).toThrow("'Name' is empty");
});

import { address, addresses } from '../../nodes/HyperRep/parameters/addresses';
import { sourceOf } from './source';

const one = address({ label: 'To Email', name: 'toEmail' });
const several = addresses({ label: 'CC Emails', name: 'ccEmails' });

const readOne = (toEmail: unknown) => one.read(sourceOf({ toEmail }));
const readSeveral = (ccEmails: unknown) => several.read(sourceOf({ ccEmails }));

test.each([...['a@example.com', "o'hara+roof@mail.höhe.example", 'a.b-c_d@x-1.example']])(
	'%s is an address',
	(text) => {
		expect(readOne(` ${text}\n`)).toBe(text);
		expect(readOne(`\u200b${text}\u200e`)).toBe(text);
		expect(readSeveral(text)).toEqual([text]);
	},
);

test.each([
	...['nobody', '@', 'a@b@c', 'a@example', 'a@example..com', 'a@example.com.', 'a b@example.com'],
	...['Ada <a@example.com>', '"a@example.com"', "['a@example.com']", '{a@example.com}'],
	...['[a@example.com]', '(a@example.com)', 'mailto:a@example.com', 'a@example.com"'],
	...['{"email": "a@example.com"}', `${'a'.repeat(400)}@example.com`],
])('%s is none', (text) => {
	expect(() => readOne(text)).toThrow(/^'To Email' is not an email address: "/);
	expect(() => readSeveral(text)).toThrow(/^'CC Emails' is not an email address: "/);
});

test.each(['a@example.com, b@example.com', '["a@example.com"]'])(
	'where one is wanted, a list is none: %s',
	(text) => {
		expect(() => readOne(text)).toThrow(/^'To Email' is not an email address: "/);
	},
);

test.each<[unknown, string[] | undefined]>([
	[' a@example.com ,b@example.com,\n', ['a@example.com', 'b@example.com']],
	[
		['a@example.com', ' b@example.com ', ''],
		['a@example.com', 'b@example.com'],
	],
	['["a@example.com", "b@example.com"]', ['a@example.com', 'b@example.com']],
	['\n [" a@example.com "]\n', ['a@example.com']],
	...[', ,', '', [], '[]', null, undefined].map((none): [unknown, undefined] => [none, undefined]),
])('%j is read as %j', (entered, expected) => {
	expect(readSeveral(entered)).toEqual(expected);
});

test.each([
	...['["a@example.com"', '["a@example.com", "nobody"]', '["a"]', 'a@example.com; b@example.com'],
	...[['nobody'], [1]],
])('%j holds what is no address', (entered) => {
	expect(() => readSeveral(entered)).toThrow(/^'CC Emails' is not an email address: "/);
});

test.each([
	{ a: 1 },
	[['a@example.com']],
	true,
	NaN,
	'[["a@example.com"]]',
	'[{"email": "a@example.com"}]',
])('%j is no text', (entered) => {
	expect(() => readSeveral(entered)).toThrow(/^'CC Emails' must be text, but it is /);
});

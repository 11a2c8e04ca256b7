import { Mask } from '../../../nodes/HyperRep/api/explaining/Mask';

const KEY = 'hr/live+Key&<42>"x\'y';

const told = (text: string, key = KEY, maxLength = 300) => new Mask(key).text(text, maxLength);

const each = (write: (code: number) => string) =>
	[...KEY].map((character) => write(character.charCodeAt(0))).join('');

const hex = (code: number, length: number) => code.toString(16).padStart(length, '0');

test.each([
	['as it is', KEY],
	['in another case', KEY.toUpperCase()],
])('masks a key that comes back %s', (_, key) => {
	expect(told(`No ${key}! No ${key}.`)).toBe('No ***! No ***.');
});

test.each([
	['percent-encoded', encodeURIComponent(KEY)],
	['percent-encoded in lower case', encodeURIComponent(KEY).toLowerCase()],
	['percent-encoded as a whole', each((code) => `%${hex(code, 2)}`)],
	['percent-encoded twice', encodeURIComponent(encodeURIComponent(KEY))],
	['in JSON', JSON.stringify(KEY).slice(1, -1)],
	['in JSON with escaped slashes', JSON.stringify(KEY).slice(1, -1).replace(/\//g, '\\/')],
	['in JSON within JSON', JSON.stringify(JSON.stringify(KEY)).slice(3, -3)],
	['in JSON, by code', each((code) => `\\u${hex(code, 4)}`)],
	['in base64', Buffer.from(KEY).toString('base64')],
	['in base64 for addresses', Buffer.from(KEY).toString('base64url')],
	['in base64 behind a slash', `/x/${Buffer.from(KEY).toString('base64')}`],
	...['u:', 'us:', 'use:'].map((user) => [
		`in a Basic header, after ${user}`,
		`Basic ${Buffer.from(`${user}${KEY}:z`).toString('base64')}`,
	]),
])('shows nothing of a text that holds the key %s', (_, encoded) => {
	expect(told(`No ${encoded}! No ${KEY}.`)).toBe('***');
});

test('leaves what is not the key', () => {
	const text = 'A contact with "50%" & more: \\u0041 %41 &lt; &#65; already exists';
	expect(told(text)).toBe(text);
});

test('masks first and cuts afterwards', () => {
	for (let before = 0; before <= 40; before++) {
		const text = told('x'.repeat(before) + KEY + 'y'.repeat(1000), KEY, 30);
		for (let n = 4; n < KEY.length; n++) expect(text).not.toContain(KEY.slice(0, n));
	}
});

test('shows no part of a key that begins near the end of what is looked through', () => {
	const key = 'k3y'.repeat(100);
	for (let before = 49_000; before < 50_100; before += 37) {
		const text = told('x'.repeat(before) + key + 'y'.repeat(1000), key, 1_000_000);
		expect(text).not.toContain('k3y');
	}
	expect(told(key.repeat(10_000), key, 1_000_000)).not.toContain('k3y');
});

test('a short key is masked where it stands alone, and shreds no words', () => {
	expect(told('The key a is an alien, (a), key=a', 'a')).toBe(
		'The key *** is an alien, (***), key=***',
	);
	expect(told('An old key is older', 'old')).toBe('An *** key is older');
});

test('looks through long texts of any kind in no time', () => {
	for (const part of [
		'%',
		'%25',
		'&',
		'&amp;',
		'\\',
		'\\u005c',
		KEY.slice(0, -1),
		'İ',
		'&#x',
		' ',
	]) {
		expect(told(part.repeat(3_000_000)).length).toBeLessThanOrEqual(301);
	}
});

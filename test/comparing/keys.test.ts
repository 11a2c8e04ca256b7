import { domainKey, emailKey, nameKey, phoneKey } from '../../nodes/HyperRep/comparing/keys';

describe('phone numbers', () => {
	test.each([
		[
			'+14155550199',
			'+1 415 555 0199',
			'(+1) 415-555-0199',
			'(415) 555-0199',
			'415.555.0199',
			'1-415-555-0199',
			'1 (415) 555-0199',
			'001 415 555 0199',
			'011 1 415 555 0199',
			'+1 415 555 0199 x12',
			'415-555-0199x12',
			'415-555-0199 X 12',
			'415-555-0199 ext. 12',
			'415-555-0199 Ext: 12',
			'415-555-0199, extension 12',
			'415-555-0199 #12',
			'tel:+1-415-555-0199;ext=12',
			'415-555-0199 (mobile)',
			'415-555-0199 ext-12',
			'415-555-0199 ext#12',
			'415-555-0199 x (12)',
			'\u202a+1 415 555 0199\u202c',
			'\uff0b1\u3000415 555 0199',
			'+1\u00a0415\u2011555\u20110199',
			4155550199,
			14155550199,
		],
		[
			'+45 12 34 56 78',
			'0045 12345678',
			'011 45 12 34 56 78',
			'(+45) 12345678',
			'+45-1234-5678',
			'+0045 12345678',
			'+011 45 12345678',
		],
		['+44 20 7183 8750', '+44 (0)20 7183 8750', '442071838750', 442071838750, '00442071838750'],
		['555-0199', '5550199', '555 0199 x3', 5550199],
		['12345', '1 23-45'],
		['020 7946 0018', '02079460018'],
	])('%s is the same in every way of writing it', (...ways) => {
		expect(new Set(ways.map(phoneKey)).size).toBe(1);
		expect(phoneKey(ways[0])).not.toBe('');
	});

	test.each([
		['+45 12 34 56 78', '451-234-5678'],
		['+683 4002', '683-4002'],
		['+1 415 555 0199', '+14 155 550 199 0'],
		['415-555-0199', '415-555-0198'],
		['555-0199', '415-555-0199'],
	])('%s is not %s', (one, other) => {
		expect(phoneKey(one)).not.toBe('');
		expect(phoneKey(one)).not.toBe(phoneKey(other));
	});

	test.each([
		'1-800-FLOWERS',
		'1-800-CONTACTS',
		'1 800 555 TALK',
		'1-800-555-XMAS',
		'0',
		0,
		'1234',
		'+1 234',
		'00 1234',
		'#12',
		'x 4155550199',
		'none',
		'',
		' ',
		null,
		undefined,
		true,
		[4155550199],
		{ toString: 1 },
		'1'.repeat(101),
	])('%j is no phone number to compare', (value) => {
		expect(phoneKey(value)).toBe('');
	});

	test('a text of a million characters is none, at once', () => {
		expect(phoneKey('1 '.repeat(500_000))).toBe('');
		expect(phoneKey('1'.repeat(50) + 'x1'.repeat(25))).not.toBe('');
	});
});

describe('texts are the same however their characters are composed', () => {
	test.each([
		['jos\u00e9@example.com', 'Jose\u0301@Example.com'],
		['\uff41da@example.com', 'ada@example.com'],
		['ada@example.com', '\u200bada@example.com\u00a0'],
		['\u03c3\u03bf\u03c6\u03cc\u03c2@example.gr', '\u03a3\u039f\u03a6\u038c\u03a3@example.gr'],
		['jos\u00e9@example.com', 'jose\u200d\u0301@example.com'],
		['ma\u0390ou@example.gr', 'MA\u03aa\u0301OU@example.gr'],
		['stra\u00dfe@example.de', 'STRASSE@example.de', 'STRA\u1e9eE@example.de'],
	])('emails %s', (...ways) => {
		expect(new Set(ways.map(emailKey)).size).toBe(1);
	});

	test.each([
		['M\u00fcller  & S\u00f6hne', ' mu\u0308ller & SO\u0308HNE '],
		['Gro\u00dfe Gie\u00dferei', 'GROSSE GIESSEREI'],
		['Acme\u00a0Roofing', 'acme\u3000roofing'],
	])('names %s', (...ways) => {
		expect(new Set(ways.map(nameKey)).size).toBe(1);
	});

	test('domains', () => {
		expect(domainKey('https://Mu\u0308ller.example/x')).toBe('m\u00fcller.example');
		expect(domainKey('//acme.example/x')).toBe('acme.example');
		expect(domainKey('\uff48ttp://acme.example')).toBe('acme.example');
	});

	test('and still differ where they mean another', () => {
		expect(emailKey('jos\u00e9@x.example')).not.toBe(emailKey('jose@x.example'));
		expect(nameKey('\u0131l\u0131k')).not.toBe(nameKey('ilik'));
		const long = '\u00e9'.repeat(1001);
		expect(nameKey(`${long}a`)).not.toBe(nameKey(`${long}b`));
	});

	test('a text of a hundred thousand accents is compared at once', () => {
		const odd = `Odd${'\u0301\u0323'.repeat(50_000)}`;
		expect(emailKey(odd)).toBe(odd.toLowerCase());
	});
});

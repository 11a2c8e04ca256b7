import { fold, searchText } from '../../nodes/HyperRep/comparing/searchText';

const finds = (search: string, text: string) => searchText(search)([text]);

test.each([
	['garcia', 'Mar\u00eda Garc\u00eda'],
	['Jos\u00e9', 'Jose\u0301'],
	['lodz', '\u0141\u00f3d\u017a'],
	['sorensen', 'S\u00f8rensen'],
	['strasse', 'Hauptstra\u00dfe'],
	['stra\u00dfe', 'HAUPTSTRASSE'],
	['istanbul', '\u0130stanbul'],
	['\u03c3\u03bf\u03c6\u03bf\u03c3', '\u03a3\u03bf\u03c6\u03cc\u03c2'],
	['\u0435\u043b\u043a\u0438\u043d', '\u0401\u043b\u043a\u0438\u043d'],
	['\u0930\u093e\u0924\u093e', '\u0930\u093e\u0924\u093e'],
	['\u304b\u3099', '\u304c'],
	['\ud55c', '\ud55c\uad6d'],
])('a search for %s finds %s', (search, text) => {
	expect(finds(search, text)).toBe(true);
});

test.each([
	['\u0930\u093e\u0924\u093e', '\u0930\u0940\u0924\u093e'],
	['\u304b', '\u304c'],
	['\u0e01\u0e34', '\u0e01\u0e35'],
	['\u0b95\u0bbe', '\u0b95\u0bbf'],
	['\ud558', '\ud55c\uad6d'],
])('a search for %s does not find %s, where marks are letters', (search, text) => {
	expect(finds(search, text)).toBe(false);
});

test.each([
	['415-555-0199', '+1 415 555 0199'],
	['1-415', '(415) 555-0199'],
	['0045 1234', '+45 12 34 56 78'],
	['+45 12345678', '0045 12 34 56 78'],
	['555-0199', '1 (415) 555-0199 x12'],
])('a search for %s finds the number %s', (search, text) => {
	expect(finds(search, text)).toBe(true);
});

test('a text of a million accents is folded at once', () => {
	expect(fold(`Odd${'\u0301\u0323'.repeat(500_000)}`)).toBe('odd');
});

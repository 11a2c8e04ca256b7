import { readId } from '../../nodes/HyperRep/parameters/locator';

test('an ID of up to 4 kB is read, a longer one is refused at once', () => {
	const longest = 'x'.repeat(4096);
	expect(readId(` ${longest} `, 'Contact')).toBe(longest);
	expect(() => readId(`${longest}x`, 'Contact')).toThrow(
		"'Contact' is too long for an ID: it has 4,097 characters",
	);
	expect(readId('€'.repeat(1365), 'Contact')).toHaveLength(1365);
	expect(() => readId('€'.repeat(1366), 'Contact')).toThrow(/1,366 characters$/);
	expect(() => readId('€'.repeat(10_000_000), 'Contact')).toThrow(/10,000,000 characters$/);
});

test('invisible characters around an ID are no part of it', () => {
	expect(readId('\u200bHR_id\u200e\n', 'Contact')).toBe('HR_id');
	expect(readId('\u200b', 'Contact')).toBeUndefined();
});

test.each(['HR_\ud800', '\udc00'])('an ID with half of a character is refused', (id) => {
	expect(() => readId(id, 'Contact')).toThrow(
		"'Contact' contains an invalid character, so it cannot be an ID",
	);
});

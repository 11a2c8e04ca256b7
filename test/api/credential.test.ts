import { failureOf } from '../useStandIn';
import { accountOf, readApiKey, readBaseUrl } from '../../nodes/HyperRep/api/credential';

test.each([
	[undefined, 'https://api.hyperrep.ai'],
	['  ', 'https://api.hyperrep.ai'],
	[' https://x.example/ ', 'https://x.example'],
	['HTTPS://X.example//', 'https://x.example'],
	['http://127.0.0.1:5678/proxy//hyperrep/', 'http://127.0.0.1:5678/proxy//hyperrep'],
])('the Base URL %j is read as %s', (entered, url) => {
	expect(readBaseUrl(entered)).toBe(url);
});

test.each([
	['ftp://secret.example', 'must begin with http:// or https://'],
	['secret.example', 'must begin with http:// or https://'],
	['http:/secret', 'must begin with http:// or https://'],
	[{ secret: true }, 'must begin with http:// or https://'],
	['https://secret:99999', 'is not a valid address'],
	['https://x.example/?key=secret', 'must not contain a user name, "?" or "#"'],
	['https://user:secret@x.example', 'must not contain a user name, "?" or "#"'],
	[`https://secret.example${'/'.repeat(60_000)}y`, 'is too long'],
])('the Base URL %.40j is refused, and not shown', async (entered, what) => {
	const failure = await failureOf((async () => readBaseUrl(entered))());
	expect(failure.message).toBe(`The Base URL ${what}`);
	expect(failure.description).toMatch(/^Open the HyperRep credential and enter the Base URL/);
	expect(failure.message + failure.description).not.toContain('secret');
});

test('blanks around a key are none of it', () => {
	expect(readApiKey(' key\n')).toBe('key');
});

test.each([
	[undefined, 'The HyperRep credential has no API key'],
	['  ', 'The HyperRep credential has no API key'],
	['k'.repeat(1_001), 'The API key is too long: it has 1,001 characters'],
	['one\ntwo', 'The API key contains an invalid character, such as a line break'],
	['kéy', 'The API key contains an invalid character, such as a line break'],
])('the key %.20j is refused', (entered, message) => {
	expect(() => readApiKey(entered)).toThrow(message);
});

test('an account is the same however its address and key are written', () => {
	const accounts = [
		{ baseUrl: 'https://x.example', apiKey: 'key' },
		{ baseUrl: ' HTTPS://X.example// ', apiKey: ' key ' },
	].map(accountOf);
	expect(accounts[0]).toBe(accounts[1]);
	expect(accountOf({ apiKey: 'key' })).not.toBe(accounts[0]);
});

import { HyperRepApi } from '../credentials/HyperRepApi.credentials';
import { testCredential } from '../dev/n8n/harness';
import { API_KEY, StandIn } from '../dev/standIn/server';

let standIn: StandIn;

beforeEach(async () => {
	standIn = await new StandIn({
		refusedKeys: { old: 'API Key has expired', off: 'API Key is inactive' },
	}).start();
	standIn.addOrganization('Acme Roofing');
});

afterEach(async () => await standIn.stop());

test('its fields and their defaults', () => {
	const [apiKey, baseUrl] = new HyperRepApi().properties;
	expect(apiKey).toMatchObject({ name: 'apiKey', required: true, typeOptions: { password: true } });
	expect(baseUrl).toMatchObject({ name: 'baseUrl', default: 'https://api.hyperrep.ai' });
});

test('a good key', async () => {
	const result = await testCredential({ apiKey: API_KEY, baseUrl: `${standIn.url}/` });
	expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
	expect(standIn.requests).toMatchObject([{ method: 'GET', path: '/api/v2/organizations' }]);
});

test.each([
	['wrong', 'Invalid API Key'],
	['old', 'API Key has expired'],
	['off', 'API Key is inactive'],
])('the key "%s" shows the reason of HyperRep: %s', async (apiKey, reason) => {
	const result = await testCredential({ apiKey, baseUrl: standIn.url });
	expect(result.status).toBe('Error');
	expect(result.message).toContain(reason);
});

test('a missing key, an unusable base URL and a host that is not there', async () => {
	const messages = [];
	for (const data of [
		{ apiKey: '', baseUrl: standIn.url },
		{ apiKey: API_KEY, baseUrl: 'hyperrep' },
		{ apiKey: API_KEY, baseUrl: 'http://127.0.0.1:1' },
	]) {
		const result = await testCredential(data);
		expect(result.status).toBe('Error');
		messages.push(result.message);
	}
	expect(messages).toEqual([
		'The HyperRep credential holds no API key',
		'The Base URL must begin with http:// or https://',
		'HyperRep could not read the organizations: it cannot be reached at 127.0.0.1:1',
	]);
	expect(standIn.requests).toEqual([]);
});

test('blanks around the key do no harm', async () => {
	expect(await testCredential({ apiKey: ` ${API_KEY} `, baseUrl: standIn.url })).toMatchObject({
		status: 'OK',
	});
});

test('a server that speaks no HTTPS is said to be not secure', async () => {
	const baseUrl = standIn.url.replace('http:', 'https:');
	expect((await testCredential({ apiKey: API_KEY, baseUrl })).message).toMatch(/is not secure$/);
});

test('a web page is not taken for HyperRep', async () => {
	standIn.faults.add({ fault: { kind: 'status', status: 200, body: '<html>Sign in</html>' } });
	const result = await testCredential({ apiKey: API_KEY, baseUrl: standIn.url });
	expect(result.status).toBe('Error');
	expect(result.message).toContain('cannot be read');
});

test('a redirect is not followed, and the key is in no message', async () => {
	const other = await new StandIn().start();
	try {
		standIn.faults.add({
			fault: { kind: 'status', status: 302, headers: { Location: `${other.url}/${API_KEY}` } },
			times: 1,
		});
		const redirected = await testCredential({ apiKey: API_KEY, baseUrl: standIn.url });
		expect(redirected.status).toBe('Error');
		expect(other.requests).toEqual([]);
		standIn.faults.add({
			fault: {
				kind: 'status',
				status: 403,
				type: 'application/json',
				body: `{"detail": "No ${API_KEY}"}`,
			},
		});
		const refused = await testCredential({ apiKey: API_KEY, baseUrl: standIn.url });
		expect(refused.message).toContain('No ***');
		expect(`${redirected.message}${refused.message}`).not.toContain(API_KEY);
	} finally {
		await other.stop();
	}
});

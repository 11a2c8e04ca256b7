import { testCredential } from '../../dev/n8n/harness';
import { API_KEY, StandIn } from '../../dev/standIn/server';

let standIn: StandIn;

beforeEach(async () => {
	standIn = await new StandIn({
		refusedKeys: { old: 'API Key has expired', off: 'API Key is inactive' },
	}).start();
	standIn.addOrganization('Acme Roofing');
});

afterEach(async () => await standIn.stop());

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
	const messages: string[] = [];
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
		'The HyperRep credential has no API key. Open the HyperRep credential and enter the API Key.',
		'The Base URL must begin with http:// or https://. Open the HyperRep credential and enter the Base URL, e.g. https://api.hyperrep.ai.',
		"Could not read the organizations: 127.0.0.1:1 cannot be reached. Check the Base URL in the HyperRep credential. Check n8n's network connection, too. (ECONNREFUSED)",
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
	expect((await testCredential({ apiKey: API_KEY, baseUrl })).message).toMatch(
		/is not secure\. It does not speak HTTPS\./,
	);
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

describe('the test says what to do', () => {
	test('where the Base URL has the path that the nodes add', async () => {
		const baseUrl = `${standIn.url}/api/v2/`;
		const { status, message } = await testCredential({ apiKey: API_KEY, baseUrl });
		expect(status).toBe('Error');
		expect(message).toContain('Not Found. ');
		expect(message).toContain('it must not end in /api/v2');
		standIn.takeViolations();
	});

	test('where the key is refused', async () => {
		const { message } = await testCredential({ apiKey: 'old', baseUrl: standIn.url });
		expect(message).toMatch(
			/API Key has expired\. Open the HyperRep credential and check the API Key/,
		);
	});

	test('where the key reaches no organization', async () => {
		standIn.organizations.length = 0;
		expect(await testCredential({ apiKey: API_KEY, baseUrl: standIn.url })).toEqual({
			status: 'Error',
			message:
				'The API key works, but has no access to any organization. Give it access to one in HyperRep.',
		});
	});
});

test.each([
	[503, undefined],
	[429, undefined],
	[429, '1'],
])('one %i (Retry-After: %s) does not make the test fail', async (status, retryAfter) => {
	standIn.faults.add({
		fault: { kind: 'status', status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} },
		times: 1,
	});
	const result = await testCredential({ apiKey: API_KEY, baseUrl: standIn.url });
	expect(result.status).toBe('OK');
	expect(standIn.requests).toHaveLength(2);
});

test('HyperRep that stays busy is reported', async () => {
	standIn.faults.add({ fault: { kind: 'status', status: 503 } });
	const { status, message } = await testCredential({ apiKey: API_KEY, baseUrl: standIn.url });
	expect(status).toBe('Error');
	expect(message).toMatch(
		/HTTP 503\. HyperRep, or a proxy in front of it, is not working right now/,
	);
	expect(standIn.requests).toHaveLength(2);
});

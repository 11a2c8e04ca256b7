import { freePort } from '../../dev/realN8n/freePort';
import { REFUSED_KEYS, useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

/** The credential's test, as n8n shows its outcome when a credential is saved. */
export function testCredentialTest(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Tested');

	const resultOf = async (changes: { apiKey?: string; baseUrl?: string } = {}) =>
		await n8n.client.testCredential(hyperRep.credential, {
			...hyperRep.credentialData,
			...changes,
		});

	test('says yes to a good key', async () => {
		expect(await resultOf()).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	test.each([
		['a wrong', 'hr_wrong_key', 'Invalid API Key'],
		['an expired', REFUSED_KEYS.expired, 'API Key has expired'],
		['an inactive', REFUSED_KEYS.inactive, 'API Key is inactive'],
	])('says why to %s key', async (_kind, apiKey, reason) => {
		expect(await resultOf({ apiKey })).toEqual({
			status: 'Error',
			message: `Could not read the organizations: ${reason}. Open the HyperRep credential and check the API Key: it must be active, and not expired. (HTTP 403)`,
		});
	});

	test('says why to a host that does not answer', async () => {
		const host = `127.0.0.1:${await freePort()}`;
		expect(await resultOf({ baseUrl: `http://${host}` })).toEqual({
			status: 'Error',
			message: `Could not read the organizations: ${host} cannot be reached. Check the Base URL in the HyperRep credential. Check n8n's network connection, too. (ECONNREFUSED)`,
		});
	});
}

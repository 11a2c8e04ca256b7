import { HyperRepApi } from '../credentials/HyperRepApi.credentials';
import { API_KEY } from '../dev/standIn/server';

test('its fields and their defaults', () => {
	const [apiKey, baseUrl] = new HyperRepApi().properties;
	expect(apiKey).toMatchObject({ name: 'apiKey', required: true, typeOptions: { password: true } });
	expect(baseUrl).toMatchObject({ name: 'baseUrl', default: 'https://api.hyperrep.ai' });
});

describe('the header', () => {
	const request = { url: 'https://api.hyperrep.ai', headers: { Accept: 'application/json' } };

	test('is set by a function, so that n8n evaluates no expression for a request', async () => {
		const { authenticate } = new HyperRepApi();
		if (typeof authenticate !== 'function') throw new Error('It is no function');
		const sent = await authenticate({ apiKey: ` ${API_KEY}\n` }, request);
		expect(sent).toEqual({
			...request,
			headers: { Accept: 'application/json', 'X-API-KEY': API_KEY },
		});
		expect(request.headers).not.toHaveProperty('X-API-KEY');
	});

	test.each([undefined, 7])('is empty for a key that is %p', async (apiKey) => {
		const { authenticate } = new HyperRepApi();
		if (typeof authenticate !== 'function') throw new Error('It is no function');
		const { headers } = await authenticate(apiKey === undefined ? {} : { apiKey }, { url: 'x' });
		expect(headers).toEqual({ 'X-API-KEY': '' });
	});
});

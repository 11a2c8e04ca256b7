import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { readApiKey, readBaseUrl } from './transport/credential';
import { isObject } from './transport/answer';
import { explain } from './transport/messages';
import { toNoResponse } from './transport/send';

const PURPOSE = { doing: 'read the organizations' };
const TIME_LIMIT = 20_000;

/**
 * Tests a credential by reading the organizations. It is a function, and not a test request in the
 * credential, because n8n shows only the status of those, and HyperRep answers 403 to every key that it
 * refuses: what to do is in its reason (invalid, inactive, expired).
 */
export async function testHyperRepApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	// The only way to send a request that n8n gives to a credential test.
	const { request } = this.helpers;
	let [apiKey, host] = ['', ''];
	try {
		apiKey = readApiKey(data.apiKey);
		const baseUrl = readBaseUrl(data.baseUrl);
		host = new URL(baseUrl).host;
		const { statusCode, headers, body } = (await request({
			method: 'GET',
			uri: `${baseUrl}/api/v2/organizations`,
			headers: { 'X-API-KEY': apiKey, Accept: 'application/json' },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIME_LIMIT,
		})) as { statusCode: number; headers: Record<string, string>; body: unknown };
		if (statusCode === 200 && isObject(body) && Array.isArray(body.data)) {
			return { status: 'OK', message: 'Connection successful!' };
		}
		const answer = { kind: 'response', status: statusCode, headers, body } as const;
		return failed(explain(answer, PURPOSE, host).message, apiKey);
	} catch (error) {
		const answer = toNoResponse(error);
		const { message } = answer === undefined ? (error as Error) : explain(answer, PURPOSE, host);
		return failed(message, apiKey);
	}
}

function failed(message: string, apiKey: string): INodeCredentialTestResult {
	return { status: 'Error', message: apiKey === '' ? message : message.replaceAll(apiKey, '***') };
}

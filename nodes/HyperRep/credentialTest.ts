import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from './input/InputError';
import { readBaseUrl } from './transport/baseUrl';
import { explainRefusal, explainSilence } from './transport/messages';

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
	const apiKey = String(data.apiKey ?? '');
	if (apiKey.trim() === '') return { status: 'Error', message: 'Enter the API Key' };
	// The only way to send a request that n8n gives to a credential test.
	const { request } = this.helpers;
	let host = '';
	try {
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
		if (statusCode === 200 && Array.isArray((body as { data?: unknown } | undefined)?.data)) {
			return { status: 'OK', message: 'Connection successful!' };
		}
		const response = { kind: 'response', status: statusCode, headers, body } as const;
		return failed(explainRefusal(response, PURPOSE).message, apiKey);
	} catch (error) {
		if (error instanceof InputError) return failed(error.message, apiKey);
		const { code = 'no answer' } = (error as { cause?: { code?: string }; code?: string }) ?? {};
		const answer = { kind: 'noResponse', code, neverConnected: true, timedOut: false } as const;
		return failed(explainSilence(answer, PURPOSE, host).message, apiKey);
	}
}

function failed(message: string, apiKey: string): INodeCredentialTestResult {
	return { status: 'Error', message: message.replaceAll(apiKey, '***') };
}

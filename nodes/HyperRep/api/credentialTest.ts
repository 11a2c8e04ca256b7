import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { readApiKey, readBaseUrl, withoutKey } from './credential';
import { isObject, type Answer } from './answer';
import { explain } from './messages';
import { toNoResponse } from './send';
import { urlOf } from './url';

const PURPOSE = { doing: 'read the organizations', parameters: [] };

/** For all of the test, in milliseconds; n8n's request has a limit for its pauses only. */
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
		const answer = await Promise.race([
			request({
				method: 'GET',
				uri: urlOf(baseUrl, ['organizations']),
				headers: { 'X-API-KEY': apiKey, Accept: 'application/json' },
				json: true,
				simple: false,
				resolveWithFullResponse: true,
				followRedirect: false,
				timeout: TIME_LIMIT,
			}).then(toResponse),
			timeUp(),
		]);
		const body = answer.kind === 'response' && answer.status === 200 ? answer.body : undefined;
		if (isObject(body) && Array.isArray(body.data)) {
			return { status: 'OK', message: 'Connection successful!' };
		}
		return failed(explain(answer, PURPOSE, host).message, apiKey);
	} catch (error) {
		const answer = toNoResponse(error);
		const { message } = answer === undefined ? (error as Error) : explain(answer, PURPOSE, host);
		return failed(message, apiKey);
	}
}

async function timeUp(): Promise<Answer> {
	const signal = AbortSignal.timeout(TIME_LIMIT);
	await new Promise((resolve) => signal.addEventListener('abort', resolve));
	return { kind: 'noResponse', reason: 'timedOut', code: 'ETIMEDOUT' };
}

function toResponse(full: {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}): Answer {
	return { kind: 'response', status: full.statusCode, headers: full.headers, body: full.body };
}

function failed(message: string, apiKey: string): INodeCredentialTestResult {
	return { status: 'Error', message: withoutKey(message, apiKey) };
}

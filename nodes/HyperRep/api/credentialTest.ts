import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { wait } from '../concurrency/wait';
import { isObject } from '../values/objects';
import type { Explanation } from './ApiRequest';
import { readApiKey, readBaseUrl } from './credential';
import { Mask } from './explaining/Mask';
import { Explainer } from './explaining/messages';
import type { Outcome } from './outcome';
import { readBody } from './sending/body';
import { toNoResponse } from './sending/networkErrors';
import { isTransient, readRetryAfter } from './sending/retry';
import { urlOf } from './url';

const PATH = ['organizations'];
const REQUEST = { path: PATH, purpose: { doing: 'read the organizations', labels: new Map() } };

/** How long the test takes at most, and how long it waits before its second try; in milliseconds. */
interface TestLimits {
	/** For the whole test. The limit of n8n's request is for its pauses only. */
	timeLimit: number;
	/** Before the second try, if HyperRep does not say how long. */
	wait: number;
}

const TEST_LIMITS: TestLimits = { timeLimit: 20_000, wait: 1_000 };

/** A larger response is not a list of organizations. */
const MAX_BYTES = 10_000_000;

/**
 * The only way to send a request that n8n gives to a credential test. n8n calls it deprecated, but has no
 * other. If it is removed, the alternative is a test request: its rule for 403 can say "refused", but not
 * why, and one for an undefined `data.0` can say that the key has access to no organization.
 */
type SendRequest = ICredentialTestFunctions['helpers']['request'];

/**
 * Tests a credential by reading the organizations. It is not a test request in the credential: the rules of
 * those compare a status or one value with a fixed text, and n8n would use it instead of this function.
 * HyperRep responds with 403 to every key that it refuses, and only its reason says what to do (invalid,
 * inactive, expired).
 */
export async function testHyperRepApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { request } = this.helpers;
	return await testCredential(request, credential);
}

/** The test, with limits that can be chosen. */
export async function testCredential(
	request: SendRequest,
	{ data = {} }: ICredentialsDecrypted,
	limits: TestLimits = TEST_LIMITS,
): Promise<INodeCredentialTestResult> {
	let [apiKey, baseUrl] = ['', ''];
	try {
		apiKey = readApiKey(data.apiKey);
		baseUrl = readBaseUrl(data.baseUrl);
	} catch (error) {
		return refused(error instanceof Error ? error : {});
	}
	const url = urlOf(baseUrl, PATH);
	const outcome = await ask(async (time) => await sendOnce(request, url, apiKey, time), limits);
	return judge(outcome, new Explainer(baseUrl, new Mask(apiKey)));
}

function judge(outcome: Outcome, explainer: Explainer): INodeCredentialTestResult {
	const body = outcome.kind === 'response' && outcome.status === 200 ? outcome.body : undefined;
	if (!isObject(body) || !Array.isArray(body.data))
		return refused(explainer.outcome(outcome, REQUEST));
	if (body.data.length > 0) return { status: 'OK', message: 'Connection successful!' };
	return refused({
		message: 'The API key works, but has no access to any organization',
		description: 'Give it access to one in HyperRep.',
	});
}

/** Tries once more after a temporary failure. */
async function ask(
	send: (timeLimit: number) => Promise<Outcome>,
	{ timeLimit, wait: pause }: TestLimits,
): Promise<Outcome> {
	const until = Date.now() + timeLimit;
	const outcome = await send(timeLimit);
	if (!isTransient(outcome)) return outcome;
	const left = until - Date.now() - (readRetryAfter(outcome) || pause);
	if (left <= 0) return outcome;
	await wait(until - Date.now() - left);
	return await send(left);
}

/** Sends the request. When its time is up, it is ended, and its connection and memory are freed. */
async function sendOnce(
	request: SendRequest,
	url: string,
	apiKey: string,
	timeLimit: number,
): Promise<Outcome> {
	const timeUp = AbortSignal.timeout(Math.ceil(timeLimit));
	try {
		const response: unknown = await request({
			method: 'GET',
			uri: url,
			headers: { 'X-API-KEY': apiKey, Accept: 'application/json' },
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			useStream: true,
			timeout: Math.ceil(timeLimit),
			// n8n's request takes no signal, but hands these options to the socket, which takes one.
			agentOptions: { signal: timeUp },
		});
		const { statusCode, headers, body } = response as {
			statusCode: number;
			headers: Record<string, string>;
			body: unknown;
		};
		const read = await readBody(body, headers, timeUp, MAX_BYTES);
		return { kind: 'response', status: statusCode, headers, body: read };
	} catch (error) {
		return toNoResponse(error, timeUp.aborted);
	}
}

function refused({ message, description }: Partial<Explanation>): INodeCredentialTestResult {
	return { status: 'Error', message: [message, description].filter(Boolean).join('. ') };
}

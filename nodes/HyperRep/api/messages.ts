import { cut, listInWords, quote } from '../errors/wording';
import { isTruncated, readDetail, type Answer, type HttpResponse, type NoResponse } from './answer';

/** What a request was for, in the user's words. */
export interface Purpose {
	/** Completes "HyperRep could not …", e.g. `get the contact`. */
	doing: string;
	/** The user's value that it was about, e.g. an ID. */
	value?: string;
	/** The labels of the parameters to look at when it fails. */
	parameters: string[];
	/** For writes: what to look for in HyperRep when nobody knows whether it was carried out. */
	trace?: string;
}

/** A message and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

const LONGEST_DETAIL = 300;

const CHECK_KEY = 'Open the HyperRep credential and check the API Key';
const CHECK_URL = 'Check the Base URL in the HyperRep credential.';

/**
 * What each status means to the user, where parameters can be looked at. HyperRep documents 400, 403,
 * 404, 422 and 500.
 */
const ADVICE: Record<number, (labels: string) => string> = {
	400: (labels) => `Check ${labels}.`,
	401: () => `${CHECK_KEY}.`,
	403: (labels) =>
		`${CHECK_KEY}: it must be active, not expired, and allowed to use what is in ${labels}.`,
	404: (labels) =>
		`Check ${labels}: it may have been deleted, or belong to another organization. Otherwise check the Base URL in the HyperRep credential.`,
	422: (labels) => `A value is missing or badly formed. Check ${labels}.`,
	429: () => 'HyperRep is receiving too many requests. Wait a while, or send fewer at once.',
};

/** The same where there are none. */
const ADVICE_ON_CREDENTIAL: typeof ADVICE = {
	401: ADVICE[401],
	403: () => `${CHECK_KEY}: it must be active, and not expired.`,
	429: ADVICE[429],
};

const BROKEN = 'HyperRep, or a proxy in front of it, is not working right now. Try again later.';

/** Explains an answer that does not hold what was asked for. */
export function explain(answer: Answer, purpose: Purpose, host: string): Explanation {
	if (answer.kind === 'noResponse') return explainNoResponse(answer, purpose, host);
	if (answer.status >= 300) return explainRefusal(answer, purpose);
	return explainUnreadable(
		purpose,
		isTruncated(answer) ? 'it is no complete JSON' : 'it is not what HyperRep answers',
	);
}

function explainRefusal({ status, headers, body }: HttpResponse, purpose: Purpose): Explanation {
	if (status < 400 && headers.location !== undefined) {
		return {
			message: `${failed(purpose)}: the server redirects elsewhere (to ${hostOf(headers.location)})`,
			description: `Redirects are not followed, so that the API key stays with the Base URL. ${CHECK_URL}`,
		};
	}
	const detail = readDetail(body);
	const reason = detail === undefined ? `HTTP ${status}` : cut(detail, LONGEST_DETAIL);
	const looked = labelsIn(detail) ?? labelsFor(status, purpose);
	const labels = listInWords(looked.map((label) => `"${label}"`));
	const known = labels === '' ? ADVICE_ON_CREDENTIAL : ADVICE;
	const advice = known[status]?.(labels) ?? (status >= 500 ? BROKEN : CHECK_URL);
	return { message: `${failed(purpose)}: ${reason}`, description: `${advice} (HTTP ${status})` };
}

/** What HyperRep's names for fields are in the panel. */
const LABELS: Record<string, string> = {
	company_id: 'Company',
	company_role: 'Company Role',
	contact_id: 'Contact',
	custom_fields: 'Custom Fields',
	email: 'Email',
	end_date: 'End Date',
	organization_id: 'Organization',
	phone_number: 'Phone Number',
	start_date: 'Start Date',
};

/** The labels of the fields that HyperRep itself names; `undefined` where it names none. */
function labelsIn(detail: string | undefined): string[] | undefined {
	const words = detail?.match(/\b[a-z]+(_[a-z]+)*\b/g) ?? [];
	const labels = [...new Set(words)].flatMap((word) => LABELS[word] ?? []);
	return labels.length === 0 ? undefined : labels;
}

/** What can be missing in HyperRep is what has an ID. */
function labelsFor(status: number, { parameters }: Purpose): string[] {
	if (status !== 404) return parameters;
	return parameters.filter((label) => ['Contact', 'Organization'].includes(label));
}

/** Explains a success that holds something else than was asked for; `what` says in which way. */
export function explainUnreadable(purpose: Purpose, what: string): Explanation {
	return {
		message: `${failed(purpose)}: its answer cannot be read, ${what}`,
		description: `Something between n8n and HyperRep may have answered instead, such as a proxy or a login page. ${CHECK_URL}`,
	};
}

/** Explains a list that does not end; `what` says in which way. */
export function explainEndless(purpose: Purpose, what: string): Explanation {
	return {
		message: `${failed(purpose)}: the list has no end, ${what}`,
		description:
			'HyperRep answers oddly right now. Try again later, and tell HyperRep if it stays so.',
	};
}

const NO_RESPONSE: Record<NoResponse['reason'], (host: string) => [string, string]> = {
	notConnected: (host) => [
		`it cannot be reached at ${host}`,
		'Check the Base URL in the HyperRep credential, and the network of n8n.',
	],
	notTrusted: (host) => [
		`the connection to ${host} is not secure`,
		`Its certificate is not trusted, or it does not speak HTTPS. ${CHECK_URL}`,
	],
	timedOut: (host) => [`${host} did not answer in time`, 'Try again later.'],
	lost: (host) => [`the connection to ${host} ended before the answer`, 'Try again later.'],
};

function explainNoResponse({ reason, code }: NoResponse, purpose: Purpose, host: string) {
	const [what, advice] = NO_RESPONSE[reason](host);
	return { message: `${failed(purpose)}: ${what}`, description: `${advice} (${code})` };
}

/** Adds to the explanation of a failed write that it may have been carried out all the same. */
export function explainDoubt(explanation: Explanation, { trace }: Purpose): Explanation {
	const check = `Check HyperRep for ${trace ?? 'the change'} before you run it again, so that nothing is created twice.`;
	return {
		message: `${explanation.message}. It may have been done all the same`,
		description: `${check} ${explanation.description}`,
	};
}

/** Explains that the server asks to wait longer than a running workflow should. */
export function explainWait(
	{ message }: Explanation,
	milliseconds: number,
	answer: Answer,
): Explanation {
	const status = answer.kind === 'response' ? ` (HTTP ${answer.status})` : '';
	return {
		message: `${message}. HyperRep will answer again in ${duration(milliseconds)}`,
		description: `It asked to wait that long (Retry-After). Run it again after that.${status}`,
	};
}

function failed({ doing, value }: Purpose): string {
	return `HyperRep could not ${doing}${value === undefined ? '' : ` ${quote(value)}`}`;
}

function duration(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	if (seconds < 120) return `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function hostOf(location: string): string {
	try {
		return new URL(location).host;
	} catch {
		return 'another path'; // a redirect within the same host names no host
	}
}

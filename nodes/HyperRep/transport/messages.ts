import { isTruncated, readDetail, type Answer, type Response } from './answer';

/** What a request was for, in the user's words. */
export interface Purpose {
	/** Completes "HyperRep could not …", e.g. `get the contact`. */
	doing: string;
	/** The user's value that it was about, e.g. an ID, and the label of its parameter. */
	value?: string;
	parameter?: string;
	/** For writes: what to look for in HyperRep when nobody knows whether it was carried out. */
	trace?: string;
}

/** A message and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

type Explain = (purpose: Purpose, detail: string | undefined) => Explanation;

const because = (detail: string | undefined) => (detail === undefined ? '' : `: ${detail}`);

const REFUSED_VALUE: Explain = ({ doing, value, parameter }, detail) => ({
	message: `HyperRep could not ${doing}${because(detail)}`,
	description:
		parameter === undefined
			? 'Check the values that were entered.'
			: `Check "${parameter}", which was "${value}", and "Organization".`,
});

const REFUSED_ACCESS: Explain = ({ doing }, detail) => ({
	message: `HyperRep did not allow it to ${doing}${because(detail)}`,
	description:
		'Open the HyperRep credential and check the API Key: it must be active, not expired, and of this organization.',
});

const BUSY: Explain = (_purpose, detail) => ({
	message: `HyperRep is receiving too many requests${because(detail)}`,
	description: 'Wait a while before running it again, or send fewer requests at once.',
});

const OUT_OF_ORDER: Explain = ({ doing }, detail) => ({
	message: `HyperRep could not ${doing} because it is not working right now${because(detail)}`,
	description: 'HyperRep, or a proxy in front of it, answered so each time. Try again later.',
});

/** What each status means to the user. HyperRep documents 400, 403, 404, 422 and 500. */
const EXPLANATIONS: Record<number, Explain> = {
	400: REFUSED_VALUE,
	401: REFUSED_ACCESS,
	403: REFUSED_ACCESS,
	404: ({ doing, value, parameter }, detail) =>
		parameter === undefined
			? {
					message: `HyperRep could not ${doing}${because(detail ?? 'not found')}`,
					description: 'Check the Base URL in the HyperRep credential, and the organization.',
				}
			: {
					message: `${detail ?? `${parameter} not found`}: "${value}"`,
					description: `Check "${parameter}" and "Organization". It may have been deleted, or belong to another organization.`,
				},
	422: ({ doing }, detail) => ({
		message: `HyperRep could not ${doing}${because(detail)}`,
		description: 'A value is missing or badly formed. Change it and run it again.',
	}),
	429: BUSY,
};

/** Explains an answer that does not hold what was asked for. */
export function explain(answer: Answer, purpose: Purpose, host: string): Explanation {
	if (answer.kind === 'noResponse') return explainSilence(answer, purpose, host);
	if (answer.status >= 300) return explainRefusal(answer, purpose);
	if (isTruncated(answer)) return explainUnreadable(purpose, 'it is cut off');
	return explainUnreadable(purpose, 'it is not what HyperRep answers');
}

function explainRefusal(response: Response, purpose: Purpose): Explanation {
	const { status, headers, body } = response;
	if (status >= 300 && status < 400) {
		const target = headers.location === undefined ? '' : ` (to ${hostOf(headers.location)})`;
		return {
			message: `HyperRep could not ${purpose.doing}: the server redirects elsewhere${target}`,
			description:
				'Redirects are not followed, so that the API key stays with the Base URL. Check the Base URL in the HyperRep credential.',
		};
	}
	const fallback = status >= 500 ? OUT_OF_ORDER : REFUSED_VALUE;
	const detail = readDetail(body);
	const explanation = (EXPLANATIONS[status] ?? fallback)(purpose, detail);
	const source = detail === undefined && typeof body === 'string' ? ', without an explanation' : '';
	return {
		message: explanation.message,
		description: `${explanation.description} (HTTP ${status}${source})`,
	};
}

/** Explains a success that holds something else than was asked for; `what` says in which way. */
export function explainUnreadable(purpose: Purpose, what: string): Explanation {
	return {
		message: `HyperRep could not ${purpose.doing}: its answer cannot be read, ${what}`,
		description:
			'Something between n8n and HyperRep may have answered instead, such as a proxy or a login page. Check the Base URL in the HyperRep credential.',
	};
}

function explainSilence(
	answer: Extract<Answer, { kind: 'noResponse' }>,
	purpose: Purpose,
	host: string,
): Explanation {
	if (answer.neverConnected) {
		return {
			message: `HyperRep could not be reached at ${host} to ${purpose.doing}`,
			description: `No connection came about (${answer.code}). Check the Base URL in the HyperRep credential, and the network of n8n.`,
		};
	}
	return {
		message: answer.timedOut
			? `HyperRep did not answer in time to ${purpose.doing}`
			: `The connection to HyperRep ended before it could ${purpose.doing}`,
		description: `It was ${host} (${answer.code}). Try again later.`,
	};
}

/** Adds to the explanation of a failed write that it may have been carried out all the same. */
export function explainDoubt({ message }: Explanation, { trace }: Purpose): Explanation {
	return {
		message: `${message}. It may have been done all the same`,
		description: `Check HyperRep for ${trace ?? 'the change'} before you run it again, so that nothing is created twice.`,
	};
}

/** Explains that the server asks to wait longer than a running workflow should. */
export function explainWait(
	{ message }: Explanation,
	status: number,
	milliseconds: number,
): Explanation {
	const seconds = Math.ceil(milliseconds / 1000);
	const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
	return {
		message: `${message}. It will answer again in ${wait}`,
		description: `HyperRep asked to wait that long (HTTP ${status}, Retry-After). Run it again after that.`,
	};
}

function hostOf(location: string): string {
	try {
		return new URL(location).host;
	} catch {
		return 'another path'; // a redirect within the same host names no host
	}
}

import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../errors/wording';
import { adviceFor, adviceOnId } from './advice';
import {
	isPartial,
	isTruncated,
	type Outcome,
	type HttpResponse,
	type NoResponse,
} from '../outcome';
import { fieldsIn, labelsFor, namesIn, type Labels } from './labels';
import type { Mask } from './Mask';
import { isKeyRefused, readReason, type Reason } from './reason';
import { isObject } from '../../values/objects';

/** What a request is for, in the user's words. */
export interface Purpose {
	/** Completes "Could not …", e.g. `get the sale`. */
	doing: string;
	/** The user's value that it is about, e.g. an ID. */
	value?: string;
	/** The parameters to check when it fails. */
	labels: Labels;
	/** For writes: what to look for in HyperRep if it is in doubt. */
	trace?: string;
	/** For writes: the sentence that says so, e.g. `The draft may have been created anyway`. */
	mayExist?: string;
}

/** A message and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

/** A request, as far as its explanations need it. */
interface FailedRequest {
	purpose: Purpose;
	path: string[];
	query?: Record<string, string>;
	body?: IDataObject;
}

/** How long foreign text in a message may be. */
const MAX_FOREIGN = 300;

/** Puts what happened to requests into the user's words. Foreign text is masked and cut. */
export class Explainer {
	private readonly host: string;
	private readonly checkUrl: string;
	/** Makes foreign text fit for a message. */
	private readonly masked: (text: string) => string;

	/** @param baseUrl without a slash at its end */
	constructor(baseUrl: string, mask: Mask) {
		const { host, pathname } = new URL(baseUrl);
		this.host = host;
		this.masked = (text) => mask.text(text, MAX_FOREIGN);
		const isDoubled = pathname.toLowerCase().endsWith('/api/v2');
		this.checkUrl = `Check the Base URL in the HyperRep credential${isDoubled ? ': it must not end in /api/v2' : ''}.`;
	}

	/** Explains a response that does not hold what was asked for. */
	outcome(outcome: Outcome, request: FailedRequest): Explanation {
		if (outcome.kind === 'noResponse') return this.noResponse(outcome, request);
		if (outcome.status >= 300) return this.refusal(outcome, request);
		return this.unreadable(
			request,
			isTruncated(outcome) || isPartial(outcome)
				? 'it is incomplete'
				: 'it is not a response from HyperRep',
		);
	}

	/** The reason in HyperRep's own JSON, `{"detail": …}`; `undefined` if there is none. */
	detail(outcome: Outcome): string | undefined {
		if (outcome.kind === 'noResponse' || !isObject(outcome.body)) return undefined;
		const { detail } = outcome.body;
		return readReason({ detail }, this.masked)?.text;
	}

	/** Explains a success that holds something else than was asked for; `what` says in which way. */
	unreadable(request: FailedRequest, what: string): Explanation {
		return {
			message: `${this.failed(request)}: the response from ${this.host} cannot be read, ${what}`,
			description: `Something between n8n and HyperRep may have responded instead, such as a proxy or a login page. ${this.checkUrl}`,
		};
	}

	/** Explains a list that does not end; `what` says in which way. */
	endless(request: FailedRequest, what: string): Explanation {
		return {
			message: `${this.failed(request)}: the list has no end, ${what}`,
			description:
				'HyperRep returned an inconsistent list. Try again later, and report it to HyperRep if it happens again.',
		};
	}

	/** Says of a failed write that it may have been carried out. */
	doubt({ message, description }: Explanation, { trace, mayExist }: Purpose): Explanation {
		const check = `Check HyperRep for ${trace ?? 'the change'} before you run it again, so that nothing is created twice.`;
		return {
			message: `${message}. ${mayExist ?? 'The request may have been carried out anyway'}`,
			description: `${check} ${description}`,
		};
	}

	/** Says that the server asks to wait longer than a running workflow should. */
	tooLongWait({ message }: Explanation, milliseconds: number, outcome: Outcome): Explanation {
		const status = outcome.kind === 'response' ? ` (HTTP ${outcome.status})` : '';
		return {
			message: `${message}. HyperRep will accept requests again in ${duration(milliseconds)}`,
			description: `HyperRep asked to wait that long (Retry-After). Run the node again after that.${status}`,
		};
	}

	private refusal(response: HttpResponse, request: FailedRequest): Explanation {
		const { status, headers, body } = response;
		const { location } = headers;
		if (status < 400 && location !== undefined) {
			const where = this.masked(hostOf(location));
			return {
				message: `${this.failed(request)}: the server redirects elsewhere (to ${where})`,
				description: `Redirects are not followed, so that the API key is sent to the Base URL only. ${this.checkUrl}`,
			};
		}
		const reason = readReason(body, this.masked);
		const text = reason === undefined ? `HTTP ${status}` : this.masked(reason.text);
		const advice = adviceFor(status, {
			labels: labelsFor(status, reason, request.purpose.labels),
			isKeyRefused: isKeyRefused(response),
			mayBeElsewhere: isUnspecific(reason),
			notAnId: adviceOnIds(request, reason),
			isPhoneNumber: fieldsIn(reason).some((name) => name.endsWith('phone_number')),
			isCursor:
				fieldsIn(reason).includes('cursor') && namesIn(reason, request.purpose.labels).length === 0,
			checkUrl: this.checkUrl,
		});
		return {
			message: `${this.failed(request)}: ${text}`,
			description: `${advice} (HTTP ${status})`,
		};
	}

	private noResponse({ reason, code }: NoResponse, request: FailedRequest): Explanation {
		const failed = this.failed(request);
		const foreign = this.masked(code);
		if (reason === 'notSent') {
			return { message: `${failed}: ${foreign}`, description: 'n8n did not send the request.' };
		}
		if (reason === 'tooLarge') {
			const description = `Responses of more than ${foreign} are not read. Request less at a time.`;
			return { message: `${failed}: the response from ${this.host} is too large`, description };
		}
		const { what, advice } = this.inWords(reason);
		return { message: `${failed}: ${what}`, description: `${advice} (${foreign})` };
	}

	private inWords(reason: Exclude<NoResponse['reason'], 'notSent' | 'tooLarge'>) {
		const { host, checkUrl } = this;
		const later = 'Try again later.';
		const notSecure = `the connection to ${host} is not secure`;
		const words: Record<typeof reason, { what: string; advice: string }> = {
			notConnected: {
				what: `${host} cannot be reached`,
				advice: `${checkUrl} Check n8n's network connection, too.`,
			},
			notTrusted: { what: notSecure, advice: `Its certificate is not trusted. ${checkUrl}` },
			notSecure: { what: notSecure, advice: `It does not speak HTTPS. ${checkUrl}` },
			timedOut: { what: `${host} did not respond in time`, advice: later },
			lost: { what: `the connection to ${host} ended before the response`, advice: later },
			unknownCharset: {
				what: `the response from ${host} cannot be read`,
				advice: `n8n does not know its charset. ${checkUrl}`,
			},
		};
		return words[reason];
	}

	private failed({ purpose: { doing, value } }: FailedRequest): string {
		return `Could not ${doing}${value === undefined ? '' : ` ${quote(this.masked(value))}`}`;
	}
}

/** HyperRep names what it does not find. "Not Found" alone is what any server says to a wrong address. */
function isUnspecific(reason: Reason | undefined): boolean {
	return reason === undefined || /^(?:404 )?(?:page )?not found\.?$/i.test(reason.text);
}

/** What to do if something that cannot be an ID stands in the place of one. */
function adviceOnIds(
	{ path, query = {}, body = {}, purpose: { labels } }: FailedRequest,
	reason: Reason | undefined,
): string | undefined {
	const [label] = namesIn(reason, labels);
	const inPath = path.map((id) => adviceOnId(id, label));
	const besides = Object.entries<unknown>({ ...query, ...body }).map(([name, id]) =>
		name.endsWith('_id') && typeof id === 'string' ? adviceOnId(id, labels.get(name)) : undefined,
	);
	return [...inPath, ...besides].find(Boolean);
}

function duration(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	if (seconds < 120) return `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function hostOf(location: string): string {
	// A redirect within the same host names no host.
	if (!URL.canParse(location)) return 'another path';
	return new URL(location).host || 'another address';
}

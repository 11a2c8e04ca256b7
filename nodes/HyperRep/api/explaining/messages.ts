import { quote } from '../../errors/wording';
import { isObject } from '../../values/objects';
import type { ApiRequest, Explanation, Purpose } from '../ApiRequest';
import {
	isPartial,
	isTruncated,
	type Outcome,
	type HttpResponse,
	type NoResponse,
} from '../outcome';
import { adviceFor, adviceOnId } from './advice';
import { fieldsIn, labelsFor, namesIn } from './labels';
import type { Mask } from './Mask';
import { isKeyRefused, readReason, type Reason } from './reason';

/** The parts of a request that explanations need. */
type FailedRequest = Omit<ApiRequest, 'method' | 'onDoubt'>;

/** How long foreign text in a message may be. */
const MAX_FOREIGN = 300;

/** Explains what happened to a request in the user's words. Foreign text is masked and cut. */
export class Explainer {
	private readonly host: string;
	private readonly checkUrl: string;
	/** Makes foreign text safe for a message. */
	private readonly masked: (text: string) => string;

	/** @param baseUrl without a slash at its end */
	constructor(baseUrl: string, mask: Mask) {
		const { host, pathname } = new URL(baseUrl);
		this.host = host;
		this.masked = (text) => mask.text(text, MAX_FOREIGN);
		const isDoubled = pathname.toLowerCase().endsWith('/api/v2');
		this.checkUrl = `Check the Base URL in the HyperRep credential${isDoubled ? ': it must not end in /api/v2' : ''}.`;
	}

	/** Explains a response without what was asked for. */
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

	/** Explains a success without what was asked for; `what` says what is wrong. */
	unreadable(request: FailedRequest, what: string): Explanation {
		return {
			message: `${this.failed(request)}: the response from ${this.host} cannot be read: ${what}`,
			description: `A proxy or a login page may have responded instead of HyperRep. ${this.checkUrl}`,
		};
	}

	/** Explains a list that does not end; `what` says how that was seen. */
	endless(request: FailedRequest, what: string): Explanation {
		return {
			message: `${this.failed(request)}: the list has no end: ${what}`,
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
				message: `${this.failed(request)}: the server redirects to ${where}`,
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
		const { host, checkUrl } = this;
		const foreign = this.masked(code);
		const later = `Try again later. (${foreign})`;
		const notSecure = `the connection to ${host} is not secure`;
		const words: Record<typeof reason, [what: string, advice: string]> = {
			notConnected: [
				`${host} cannot be reached`,
				`${checkUrl} Check n8n's network connection, too. (${foreign})`,
			],
			notTrusted: [notSecure, `Its certificate is not trusted. ${checkUrl} (${foreign})`],
			notSecure: [notSecure, `It does not speak HTTPS. ${checkUrl} (${foreign})`],
			timedOut: [`${host} did not respond in time`, later],
			lost: [`the connection to ${host} ended before the response`, later],
			tooLarge: [
				`the response from ${host} is too large`,
				`Responses of more than ${foreign} are not read. Request less at a time.`,
			],
			unknownCharset: [
				`the response from ${host} cannot be read`,
				`n8n does not know its charset. ${checkUrl} (${foreign})`,
			],
			notSent: [foreign, 'n8n did not send the request.'],
		};
		const [what, description] = words[reason];
		return { message: `${this.failed(request)}: ${what}`, description };
	}

	private failed({ purpose: { doing, value } }: FailedRequest): string {
		return `Could not ${doing}${value === undefined ? '' : ` ${quote(this.masked(value))}`}`;
	}
}

/** HyperRep names what it does not find. Any server responds to a wrong address with just "Not Found". */
function isUnspecific(reason: Reason | undefined): boolean {
	return reason === undefined || /^(?:404 )?(?:page )?not found\.?$/i.test(reason.text);
}

/** What to do if a value was entered as an ID that cannot be one. */
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
	// A redirect within the same host may be relative.
	if (!URL.canParse(location)) return 'another path';
	return new URL(location).host || 'another address';
}

import { listInWords } from '../../errors/wording';

/** What the advice depends on, besides the status. */
interface Circumstances {
	/** Labels of the parameters to check; none if the request has no parameters. */
	labels: string[];
	/** Whether HyperRep says that the key itself can't be used. */
	isKeyRefused: boolean;
	/** Whether the response says nothing that HyperRep would say, so the address may be wrong. */
	mayBeElsewhere: boolean;
	/** Says that the value is not an ID, if it looks like something else. */
	notAnId: string | undefined;
	/** Whether it is about a phone number, which HyperRep accepts only in some formats. */
	isPhoneNumber: boolean;
	/** Whether it is about the cursor, which HyperRep itself issued. */
	isCursor: boolean;
	/** What to check in the Base URL. */
	checkUrl: string;
}

const CHECK_KEY = 'Open the HyperRep credential and check the API Key';

const REFUSED_ELSEWHERE =
	'A firewall or a proxy between n8n and HyperRep may have blocked the request.';

const BROKEN = 'HyperRep, or a proxy in front of it, is not working right now. Try again later.';

const CURSOR = 'HyperRep no longer accepts its own cursor for the next page. Run the node again.';

const PHONE_NUMBERS =
	'HyperRep accepts phone numbers such as +14155550199, 415-555-0199 or (415) 555-0199.';

/** What to do after a status that is not a success. */
export function adviceFor(status: number, circumstances: Circumstances): string {
	const { labels, isKeyRefused, mayBeElsewhere, notAnId, isPhoneNumber, isCursor, checkUrl } =
		circumstances;
	const named = listInWords(labels.map((label) => `'${label}'`));
	const check = named === '' ? undefined : `Check ${named}.`;
	const elsewhere = mayBeElsewhere ? checkUrl : undefined;
	const say = (...sentences: Array<string | undefined>) => sentences.filter(Boolean).join(' ');
	switch (status) {
		case 400:
			if (isCursor) return CURSOR;
			return say(notAnId, check, elsewhere) || 'HyperRep does not accept the request.';
		case 401:
		case 403:
			if (elsewhere !== undefined) {
				return say(REFUSED_ELSEWHERE, elsewhere, `Otherwise ${lowerFirst(CHECK_KEY)}.`);
			}
			return named === '' || isKeyRefused
				? `${CHECK_KEY}: it must be active, and not expired.`
				: `${CHECK_KEY}: it must be active, not expired, and have access to what is chosen in ${named}.`;
		case 402:
			return 'HyperRep requires a payment or a different plan. Check the subscription in HyperRep.';
		case 404:
		case 410:
			return say(
				notAnId,
				check &&
					`${check.slice(0, -1)}: it may have been deleted, or belong to another organization.`,
				elsewhere && (check ? `Otherwise ${lowerFirst(elsewhere)}` : elsewhere),
			);
		case 405:
			return say('HyperRep does not support this request at this address.', checkUrl);
		case 408:
			return 'HyperRep did not receive the request in time. Try again later.';
		case 409:
			return say(
				'This conflicts with something that HyperRep already has. Look for it in HyperRep first.',
				check,
			);
		case 413:
			return 'The request is too large for HyperRep. Send less, for example shorter texts.';
		case 422:
			if (isCursor) return CURSOR;
			return say(
				'A value is missing or malformed.',
				notAnId,
				check,
				isPhoneNumber ? PHONE_NUMBERS : undefined,
				elsewhere,
			);
		case 423:
			return say('It is locked in HyperRep. Try again later.', check);
		case 429:
			return 'HyperRep is receiving too many requests. Try again later, or send fewer at a time.';
		default:
	}
	if (status >= 500) return BROKEN;
	return say(check, elsewhere) || checkUrl;
}

function lowerFirst(sentence: string): string {
	return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** What to do if a value is not an ID; `undefined` if it may be one. */
export function adviceOnId(value: string, label: string | undefined): string | undefined {
	const kind = whatInsteadOfId(value);
	if (kind === undefined) return undefined;
	const noun = label === undefined ? 'it' : `the ${label.toLowerCase()}`;
	return `${kind} is not an ID. Choose from the list, or find ${noun} with 'Get Many' and its 'Filters'.`;
}

function whatInsteadOfId(value: string): string | undefined {
	const start = value.slice(0, 500).trim();
	if (start.includes('://')) return 'A web address';
	if (start.includes('@')) return 'An email';
	if (/^\+?[\d\s().-]{7,20}$/.test(start) && /\D/.test(start)) return 'A phone number';
	return /\s/.test(start) ? 'A name' : undefined;
}

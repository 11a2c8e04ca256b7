import { DateTime } from 'luxon';

import { ApiError } from '../../errors/ApiError';
import { InputError } from '../../errors/InputError';
import { checkRange, DATE_HINT, requiredDateTime } from '../../parameters/dateTime';
import type { Parameter } from '../../parameters/Parameter';
import { operation } from '../../operations/Operation';
import type { Resource } from '../Resource';

const DAY = 24 * 3_600_000;

/** How much earlier an end is asked for if it is not known what time HyperRep has, in milliseconds. */
const MARGIN = 60_000;

const startDate = requiredDateTime({
	label: 'Start Date',
	name: 'startDate',
	apiName: 'start_date',
	description: 'Counts what happened at this date and time or later',
	hint: DATE_HINT,
});

const endDate = requiredDateTime({
	label: 'End Date',
	name: 'endDate',
	apiName: 'end_date',
	edge: 'exclusiveEnd',
	description:
		'Counts what happened before this date and time. A date without a time includes its whole day. An end less than a day in the future becomes the current time.',
});

/** Both dates of a period, as HyperRep takes them: it refuses dates in the future. */
const period: Parameter<Record<string, string>> = {
	fields: [...startDate.fields, ...endDate.fields],
	labels: new Map([...startDate.labels, ...endDate.labels]),
	read(source) {
		const now = Date.now();
		const [start, end] = [startDate.read(source), endDate.read(source)];
		checkRange(start, end, ['Start Date', 'End Date']);
		if (Date.parse(start) > now) throw inFuture('Start Date', start);
		// If clocks are put back, a day has more than 24 hours, and the end of today is still allowed.
		const tomorrow = DateTime.fromMillis(now, { zone: source.timezone }).plus({ days: 1 });
		const latest = Math.max(now + DAY, tomorrow.toMillis());
		if (Date.parse(end) > latest) throw inFuture('End Date', end);
		const isAhead = Date.parse(end) > now;
		return { start_date: start, end_date: isAhead ? new Date(now).toISOString() : end };
	},
};

function inFuture(label: string, date: string): InputError {
	return new InputError(
		`'${label}' is in the future: ${date}`,
		`HyperRep has metrics for the past only. Enter an earlier date in '${label}'.`,
	);
}

const getConversationMetrics = operation({
	option: {
		name: 'Get Conversation Metrics',
		value: 'getConversationMetrics',
		action: 'Get conversation metrics',
		description: 'Retrieve the response rate, response time and volume for a period, as one item',
	},
	parameters: { period },
	async execute({ client, values: { period: query }, purpose }) {
		const request = {
			path: ['analytics', 'conversations'],
			purpose: purpose('get the conversation metrics'),
		};
		const get = async (other: Record<string, string>) =>
			await client.getObject({ ...request, query: { ...query, ...other } });
		const metrics = await get({}).catch(async (error: unknown) => {
			const [end, ...others] = earlierEnds(error, query);
			if (end === undefined) throw error;
			// The clock of a proxy says little about HyperRep's own.
			return await get({ end_date: end }).catch(async (again: unknown) => {
				const [earlier] = isOfFuture(again) ? others : [];
				if (earlier === undefined) throw again;
				return await get({ end_date: earlier });
			});
		});
		return [metrics];
	},
});

/** Whether HyperRep took an end for the future, e.g. if n8n's clock is ahead of its own. */
const isOfFuture = (error: unknown): error is ApiError =>
	error instanceof ApiError && error.httpCode === '400' && /future/i.test(error.detail ?? '');

/**
 * The ends to ask for if HyperRep took the one before for the future: what time the response has, then one that
 * is certainly over. There are none if it failed for another reason, or nothing would be left of the period.
 */
function earlierEnds(error: unknown, { start_date: start = '', end_date: end = '' }): string[] {
	if (!isOfFuture(error)) return [];
	const before = Date.parse(end);
	const { serverTime = before } = error;
	return [serverTime, Math.min(serverTime, before) - MARGIN]
		.filter((each) => each < before && Date.parse(start) < each)
		.map((each) => new Date(each).toISOString());
}

export const analytics: Resource = {
	option: { name: 'Analytics', value: 'analytics' },
	operations: [getConversationMetrics],
	defaultOperation: 'getConversationMetrics',
};

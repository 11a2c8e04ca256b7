import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../../errors/ApiError';
import { InputError } from '../../errors/InputError';
import { operation } from '../../operations/Operation';
import { checkRange, DATE_HINT, lastMoment, requiredDateTime } from '../../parameters/dateTime';
import { combined } from '../../parameters/Parameter';
import type { Resource } from '../Resource';

const DAY = 24 * 3_600_000;

/** How much earlier the end is if HyperRep's time is unknown, in milliseconds. */
const MARGIN = 60_000;

const startDate = requiredDateTime({
	label: 'Start Date',
	name: 'startDate',
	apiName: 'start_date',
	description: 'The start of the period',
	hint: DATE_HINT,
});

const endDate = requiredDateTime({
	label: 'End Date',
	name: 'endDate',
	apiName: 'end_date',
	edge: 'exclusiveEnd',
	description:
		'The end of the period, which is not part of it. A date without a time includes the whole day. An end less than a day in the future becomes the current time.',
});

/** Both dates of a period, as HyperRep takes them: it refuses dates in the future. */
const period = combined({ startDate, endDate }, ({ startDate: start, endDate: end }, source) => {
	const now = Date.now();
	checkRange(start, lastMoment(source, 'endDate', 'End Date'), ['Start Date', 'End Date']);
	if (Date.parse(start) > now) throw inFuture('Start Date', start);
	// When clocks are put back, a day has more than 24 hours, and the end of today must still be allowed.
	const tomorrow = DateTime.fromMillis(now, { zone: source.timezone }).plus({ days: 1 });
	const latest = Math.max(now + DAY, tomorrow.toMillis());
	if (Date.parse(end) > latest) throw inFuture('End Date', end);
	const isAhead = Date.parse(end) > now;
	return { start_date: start, end_date: isAhead ? new Date(now).toISOString() : end };
});

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
		const get = async (end_date: string, earlier?: string[]): Promise<IDataObject> =>
			await client
				.getObject({ ...request, query: { ...query, end_date } })
				.catch(async (error: unknown) => {
					if (!isOfFuture(error)) throw error;
					const [end, ...others] = earlier ?? earlierEnds(error, query);
					if (end === undefined) throw error;
					return await get(end, others);
				});
		return [await get(query.end_date)];
	},
});

/** Whether HyperRep considered an end to be in the future, e.g. if n8n's clock is ahead. */
const isOfFuture = (error: unknown): error is ApiError =>
	error instanceof ApiError && error.httpCode === '400' && /future/i.test(error.detail ?? '');

/**
 * The ends to try if HyperRep considered the previous one to be in the future: the time of the response, then
 * one that has certainly passed, since a proxy's clock says little about HyperRep's. Each one leaves
 * something of the period.
 */
function earlierEnds(error: ApiError, { start_date: start = '', end_date: end = '' }): string[] {
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

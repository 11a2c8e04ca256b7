import { DateTime } from 'luxon';

import { ApiError } from '../../errors/ApiError';
import { InputError } from '../../errors/InputError';
import { checkRange, DATE_HINT, requiredDateTime } from '../../parameters/dateTime';
import type { Parameter } from '../../parameters/Parameter';
import { operation } from '../Operation';
import type { Resource } from '../Resource';

const DAY = 24 * 3_600_000;

/** How much earlier an end is asked for where HyperRep does not say what time it has, in milliseconds. */
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
		'Counts what happened before this date and time; the moment itself is not included. A date without a time includes its whole day. An end less than a day ahead becomes now.',
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
		// Where clocks are put back, a day has more than 24 hours, and the end of today is still allowed.
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
		`HyperRep has metrics of the past only. Enter an earlier date in '${label}'.`,
	);
}

const getConversationMetrics = operation({
	option: {
		name: 'Get Conversation Metrics',
		value: 'getConversationMetrics',
		action: 'Get conversation metrics',
		description: 'Retrieve response rate, response time and volume of a period, as one item',
	},
	parameters: { period },
	async execute({ client, values: { period: query }, purpose }) {
		const request = {
			path: ['analytics', 'conversations'],
			purpose: purpose('get the conversation metrics'),
		};
		const metrics = await client.getObject({ ...request, query }).catch(async (error: unknown) => {
			const end = earlierEnd(error, query);
			if (end === undefined) throw error;
			return await client.getObject({ ...request, query: { ...query, end_date: end } });
		});
		return [metrics];
	},
});

/**
 * The end that HyperRep takes where it took the one before for the future, since n8n's clock is ahead of its
 * own: what time HyperRep had.
 *
 * @returns `undefined` where this is not why it failed, or nothing is left of the period
 */
function earlierEnd(error: unknown, { start_date: start = '', end_date: end = '' }) {
	if (!(error instanceof ApiError) || error.httpCode !== '400') return undefined;
	if (!/future/i.test(error.detail ?? '')) return undefined;
	const { serverTime = Infinity } = error;
	const before = Date.parse(end);
	const earlier = serverTime < before ? serverTime : before - MARGIN;
	return Date.parse(start) < earlier ? new Date(earlier).toISOString() : undefined;
}

export const analytics: Resource = {
	option: { name: 'Analytics', value: 'analytics' },
	operations: [getConversationMetrics],
	defaultOperation: 'getConversationMetrics',
};

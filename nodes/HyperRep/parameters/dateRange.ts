import type { Edge } from '../time/instant';
import { checkRange, dateTime, DATE_HINT, lastMoment } from './dateTime';
import { combined, type Parameter } from './Parameter';

const [START, END] = ['Start Date', 'End Date'];

/** The query of a date window, as HyperRep takes it. */
export type DateQuery = Record<string, string>;

/**
 * The filters Start Date and End Date, each of which may be missing.
 *
 * @param moment which records by which date, e.g. `conversations that started`
 * @param endEdge what an End Date without a time means
 */
export function dateRange(moment: string, endEdge: Edge = 'end'): Parameter<DateQuery> {
	const start = dateTime({
		label: START,
		name: 'startDate',
		apiName: 'start_date',
		description: `Only ${moment} at or after this date and time`,
		hint: DATE_HINT,
	});
	const end = dateTime({
		label: END,
		name: 'endDate',
		apiName: 'end_date',
		edge: endEdge,
		description: `Only ${moment} ${endEdge === 'exclusiveEnd' ? 'before' : 'at or before'} this date and time. A date without a time includes the whole day.`,
	});
	return combined({ start, end }, ({ start: from, end: to }, source) => {
		checkRange(from, lastMoment(source, 'endDate', END), [START, END]);
		return {
			...(from !== undefined && { start_date: from }),
			...(to !== undefined && { end_date: to }),
		};
	});
}

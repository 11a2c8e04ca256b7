import { checkRange, dateTime, DATE_HINT } from '../parameters/dateTime';
import { combined, type Parameter } from '../parameters/Parameter';
import { parseTimestamp } from '../time/microseconds';
import type { Matches } from './Narrowing';

const [AFTER, BEFORE] = ['Created After', 'Created Before'];

/** The filters Created After (inclusive) and Created Before (exclusive) of, e.g., `sales`, which the node applies. */
export function createdWithin(plural: string): Parameter<Matches | undefined> {
	const after = dateTime({
		label: AFTER,
		name: 'createdAfter',
		description: `Only ${plural} created at or after this date and time. The node applies this filter itself.`,
		hint: DATE_HINT,
	});
	const before = dateTime({
		label: BEFORE,
		name: 'createdBefore',
		description: `Only ${plural} created before this date and time. A date without a time excludes that day. The node applies this filter itself.`,
	});
	return combined({ after, before }, ({ after: start, before: end }) => {
		checkRange(start, end, [AFTER, BEFORE]);
		if (start === undefined && end === undefined) return undefined;
		const from = parseTimestamp(start) ?? -Infinity;
		const until = parseTimestamp(end) ?? Infinity;
		return (record) => {
			const createdAt = parseTimestamp(record.created_at);
			return createdAt !== undefined && createdAt >= from && createdAt < until;
		};
	});
}

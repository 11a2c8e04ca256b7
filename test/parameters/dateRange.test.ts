import { dateRange } from '../../nodes/HyperRep/parameters/dateRange';
import { sourceOf } from './source';

const dates = dateRange('sales created');

test.each<[object, object]>([
	[{}, {}],
	[{ startDate: '', endDate: null }, {}],
	[{ startDate: '2026-04-01' }, { start_date: '2026-04-01T00:00:00Z' }],
	[{ endDate: '2026-04-01' }, { end_date: '2026-04-01T23:59:59.999999Z' }],
	[
		{ startDate: '2026-04-01', endDate: '2026-04-01' },
		{ start_date: '2026-04-01T00:00:00Z', end_date: '2026-04-01T23:59:59.999999Z' },
	],
])('%j is sent as %j', (values, query) => {
	expect(dates.read(sourceOf({ ...values }))).toEqual(query);
});

test('a range that ends before it starts is refused', () => {
	const values = { startDate: '2026-04-02', endDate: '2026-04-01T12:00:00Z' };
	expect(() => dates.read(sourceOf(values))).toThrow(
		`'Start Date' ("2026-04-02T00:00:00Z") is after 'End Date' ("2026-04-01T12:00:00Z")`,
	);
});

test('an end that HyperRep leaves out itself is the first moment after its day', () => {
	const exclusive = dateRange('changes that occurred', 'exclusiveEnd');
	expect(exclusive.read(sourceOf({ endDate: '2026-04-01' }))).toEqual({
		end_date: '2026-04-02T00:00:00Z',
	});
	// The day before: nothing would lie in between.
	expect(() =>
		exclusive.read(sourceOf({ startDate: '2026-04-02', endDate: '2026-04-01' })),
	).toThrow(/^'Start Date' \("2026-04-02T00:00:00Z"\) is after 'End Date' \("2026-04-01T23:59/);
});

import { MINUTE, SECOND, type Microseconds } from '../../nodes/HyperRep/time/microseconds';
import { ListOrder } from '../../nodes/HyperRep/trigger/list/ListOrder';
import { ENOUGH_STEPS, SLACK } from '../../nodes/HyperRep/trigger/numbers';

const NOW = (Date.UTC(2026, 2, 10, 12) * 1000) as Microseconds;

/** Instants at some distances before now. */
const before = (...spans: number[]) => spans.map((span) => (NOW - span) as Microseconds);

/** Instants that lie ten minutes apart, the newest first. */
const newestFirst = (count: number) =>
	before(...Array.from({ length: count }, (_, n) => n * 10 * MINUTE));

test('an order counts once enough steps have shown it', () => {
	const few = newestFirst(ENOUGH_STEPS);
	expect(new ListOrder(few).newestFirstSince).toBeUndefined();
	expect(new ListOrder([...few].reverse()).isOldestFirst).toBe(false);
	const enough = newestFirst(ENOUGH_STEPS + 1);
	const order = new ListOrder(enough);
	// Others of the last microsecond may follow.
	expect(order.newestFirstSince).toBe(enough.at(-1)! + 1);
	expect(order.hasPassed(enough.at(-1)!)).toBe(false);
	expect(order.hasPassed((enough.at(-1)! + 1) as Microseconds)).toBe(true);
	expect(order.isOldestFirst).toBe(false);
	expect(new ListOrder([...enough].reverse()).isOldestFirst).toBe(true);
});

test('instants that are equal are no steps', () => {
	expect(new ListOrder(before(...Array<number>(500).fill(0))).newestFirstSince).toBeUndefined();
});

test.each([
	[SLACK, true],
	[SLACK + SECOND, false],
])('a list may be out of order by so many microseconds: %i (%j)', (span, isInOrder) => {
	const instants = newestFirst(40);
	const late = (instants.at(-1)! + span) as Microseconds;
	const { newestFirstSince } = new ListOrder([...instants, late]);
	// What follows may be younger than the last one by as much.
	expect(newestFirstSince).toBe(isInOrder ? instants.at(-1)! + SLACK + 1 : undefined);
	const reversed = new ListOrder([...instants, late].reverse());
	expect(reversed.isOldestFirst).toBe(isInOrder);
	expect(reversed.oldestFirstSlack).toBe(isInOrder ? SLACK : undefined);
});

test('a list that is read in parts shows the same as one that is read at once', () => {
	const instants = newestFirst(30);
	const saved = new ListOrder(instants.slice(0, 9)).saved;
	const rest = new ListOrder(instants.slice(9), JSON.parse(JSON.stringify(saved)) as typeof saved);
	expect(rest.saved).toEqual(new ListOrder(instants).saved);
	expect(rest.newestFirstSince).toBe(new ListOrder(instants).newestFirstSince);
});

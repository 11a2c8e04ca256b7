import type { IDataObject } from 'n8n-workflow';

import { contactKind } from '../../nodes/HyperRep/resources/contact/kind';
import { Ordered } from '../../nodes/HyperRep/operations/Ordered';

const AT = Date.UTC(2026, 3, 1) * 1000;

const DATES = [
	'2026-04-01T00:00:00Z',
	'2026-04-01T00:00:00.000001Z',
	'yesterday',
	null,
	7,
	undefined,
];

/** Contacts with some of these dates, by a generator whose numbers are the same in every run. */
function contacts(count: number, seed: number): IDataObject[] {
	let random = seed;
	return Array.from({ length: count }, (_, n) => {
		random = (random * 16807) % 2147483647;
		return { n, created_at: DATES[random % DATES.length] } as IDataObject;
	});
}

const take = (order: 'newest' | 'oldest', limit: number, pages: IDataObject[][]) => {
	const ordered = new Ordered(contactKind, order, limit);
	for (const page of pages) ordered.add(page);
	return ordered.take().map(({ n }) => n);
};

test('a long list is not sorted for each of its pages', () => {
	const sort = jest.spyOn(Array.prototype, 'sort');
	const pages = Array.from({ length: 100 }, (_, page) =>
		Array.from({ length: 100 }, (_, n) => {
			const created_at = new Date(AT / 1000 + page * 100 + n).toISOString();
			return { n: page * 100 + n, created_at };
		}),
	);
	expect(take('newest', 4_000, pages)).toEqual(Array.from({ length: 4_000 }, (_, n) => 9_999 - n));
	expect(sort.mock.calls.length).toBeLessThan(10);
	sort.mockRestore();
});

const listOf = (seconds: number[]) =>
	seconds.map((second, n) => ({ n, created_at: `2026-04-01T00:00:0${second}Z` }));

test.each([
	[[1, 1, 2, 2, 2, 3], 'oldest first'],
	[[3, 2, 2, 2, 1, 1], 'newest first'],
	[[2, 2, 2, 2, 2, 2, 2, 2, 3], 'oldest first'],
	[[3, 3, 3, 3, 3, 3, 3, 3, 2], 'newest first'],
	[[2, 2, 2, 2, 2], 'as it may be'],
])('the newest of %j, oldest first: equal dates follow the list, which is %s', (seconds, way) => {
	const list = listOf(seconds);
	const numbers = list.map(({ n }) => n);
	const oldestFirst = way === 'newest first' ? numbers.reverse() : numbers;
	for (const limit of [1, 2, 3, 4, 20, Infinity]) {
		const ordered = new Ordered(contactKind, 'newest', limit, true);
		for (const record of [...list, { n: -1, created_at: null }]) ordered.add([record]);
		const expected = limit > list.length ? [...oldestFirst, -1] : oldestFirst.slice(-limit);
		expect(ordered.takeReversed().map(({ n }) => n)).toEqual(expected);
	}
});

test.each(['newest', 'oldest'] as const)(
	'%s: equal dates keep the order of the list, and what has none is last',
	(order) => {
		for (let seed = 1; seed <= 50; seed++) {
			const all = contacts(30, seed);
			const rank = ({ created_at: date }: IDataObject) => {
				const index = DATES.indexOf(date as string);
				if (index > 1) return 2;
				return order === 'oldest' ? index : 1 - index;
			};
			const expected = [...all].sort((a, b) => rank(a) - rank(b)).map(({ n }) => n);
			const pages = [all.slice(0, 7), [], all.slice(7, 8), all.slice(8, 25), all.slice(25)];
			for (const limit of [1, 2, 7, 29, 30, 31, Infinity]) {
				expect(take(order, limit, pages)).toEqual(expected.slice(0, limit));
			}
		}
	},
);

import { Round, type RoundPage } from '../../nodes/HyperRep/sharing/Round';

/** Pages of a list, each of which shows the records with these marks. */
function pagesOf(...pages: number[][]): RoundPage[] {
	return pages.map((marks, n) => ({
		isTop: n === 0,
		isLast: n === pages.length - 1,
		isNext: true,
		offset: pages.slice(0, n).flat().length,
		marks: () => Uint32Array.from(marks),
	}));
}

/** How many of some pages a reader takes until it has seen the whole list. */
function taken(pages: RoundPage[]): number {
	const round = new Round();
	return pages.findIndex((page) => round.isCompleteWith(page)) + 1;
}

test('who begins at the top has seen all at the end', () => {
	expect(taken(pagesOf([1, 2], [3, 4], [5]))).toBe(3);
});

test('who begins in the middle continues at the top until it meets the page that it began with', () => {
	const [top, middle, end] = pagesOf([1, 2], [3, 4], [5]) as [RoundPage, RoundPage, RoundPage];
	expect(taken([middle, end, top, middle])).toBe(4);
	expect(taken([end, top, middle, end])).toBe(4);
});

test('a page is met again although new records have moved it', () => {
	const [, middle, end] = pagesOf([1, 2], [3, 4], [5]) as [RoundPage, RoundPage, RoundPage];
	const moved = pagesOf([9, 1], [2, 3], [4, 5]);
	// Of the first page, one record has come with the second page, and the other one comes with the third.
	expect(taken([middle, end, ...moved])).toBe(5);
});

test('a page that only looks like the first one does not end the round', () => {
	const [top, second, third, end] = pagesOf([7, 7], [8, 9], [7, 7], [5]) as [
		RoundPage,
		RoundPage,
		RoundPage,
		RoundPage,
	];
	expect(taken([third, end, top, second, third])).toBe(4);
});

test('a break begins the round again', () => {
	const [top, middle, end] = pagesOf([1, 2], [3, 4], [5]) as [RoundPage, RoundPage, RoundPage];
	expect(taken([middle, { ...top, isNext: false }, middle, end])).toBe(4);
});

import { endingAt } from '../../nodes/HyperRep/concurrency/endingAt';

async function* failingAfter(pages: number) {
	for (let n = 1; n <= pages; n++) yield n;
	throw new Error('broken');
}

async function read(pages: number, isEnd: (error: unknown, isFirst: boolean) => boolean) {
	const all: number[] = [];
	for await (const page of endingAt(failingAfter(pages), isEnd)) all.push(page);
	return all;
}

test('an error that is accepted ends the list', async () => {
	expect(await read(2, () => true)).toEqual([1, 2]);
});

test('any other error is thrown', async () => {
	await expect(read(2, () => false)).rejects.toThrow('broken');
});

test('isEnd learns whether the error is that of the first page', async () => {
	expect(await read(1, (_, isFirst) => !isFirst)).toEqual([1]);
	await expect(read(0, (_, isFirst) => !isFirst)).rejects.toThrow('broken');
});

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { inSlices } from '../../nodes/HyperRep/concurrency/inSlices';

async function walk(count: number, work: () => void) {
	let turns = 0;
	const timer = setInterval(() => turns++, 1);
	const seen: number[] = [];
	for await (const part of inSlices(Array.from({ length: count }, (_, n) => n))) {
		work();
		seen.push(...part);
	}
	clearInterval(timer);
	return { turns, seen };
}

test('all items come, in order, in any number', async () => {
	for (const count of [0, 1, 500, 501, 1234]) {
		const { seen } = await walk(count, () => undefined);
		expect(seen).toEqual(Array.from({ length: count }, (_, n) => n));
	}
});

test('a long list leaves n8n its turns', async () => {
	const { turns } = await walk(5000, () => {
		const start = performance.now();
		while (performance.now() - start < 20);
	});
	expect(turns).toBeGreaterThan(2);
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { mapInOrder } from '../../nodes/HyperRep/concurrency/mapInOrder';

test('results come in the order of the items, whichever task ends first', async () => {
	const gates = new Map<number, () => void>();
	const mapped = mapInOrder([1, 2, 3], 3, undefined, async (item) => {
		await new Promise<void>((resolve) => gates.set(item, resolve));
		return item * 10;
	});
	for (const item of [3, 1, 2]) {
		await nextTurn();
		gates.get(item)?.();
	}
	expect(await mapped).toEqual([10, 20, 30]);
});

test('no more tasks run side by side than the width', async () => {
	let running = 0;
	let most = 0;
	await mapInOrder([...'abcdefgh'], 3, undefined, async () => {
		most = Math.max(most, ++running);
		await nextTurn();
		running--;
	});
	expect(most).toBe(3);
});

test('of several failures the first in the order of the items counts, and nothing new begins', async () => {
	const begun: number[] = [];
	const mapped = mapInOrder([0, 1, 2, 3, 4, 5], 3, undefined, async (item) => {
		begun.push(item);
		// The later item fails first.
		for (let turn = 0; turn < 5 - item; turn++) await nextTurn();
		if (item > 0) throw new Error(`item ${item}`);
	});
	await expect(mapped).rejects.toThrow('item 1');
	expect(begun).toEqual([0, 1, 2]);
});

test('a failure ends the tasks of later items, and not those of earlier ones', async () => {
	const aborted: number[] = [];
	const mapped = mapInOrder([0, 1, 2], 3, undefined, async (item, _, signal) => {
		signal.addEventListener('abort', () => aborted.push(item));
		if (item === 1) throw new Error('no');
		for (let turn = 0; turn < 3; turn++) await nextTurn();
	});
	await expect(mapped).rejects.toThrow('no');
	expect(aborted).toEqual([2]);
});

test('cancelling ends all tasks', async () => {
	const controller = new AbortController();
	const mapped = mapInOrder([0, 1], 2, controller.signal, async (item, _, signal) => {
		await new Promise((resolve) => signal.addEventListener('abort', resolve));
		throw new Error(`ended ${item}`);
	});
	await nextTurn();
	controller.abort();
	await expect(mapped).rejects.toThrow('ended 0');
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { Slots } from '../../nodes/HyperRep/concurrency/Slots';

test('no more tasks run at a time than there are slots, in order, also after one has failed', async () => {
	const slots = new Slots(3);
	const began: number[] = [];
	let [running, most] = [0, 0];
	const run = async (n: number) =>
		await slots.run(async () => {
			began.push(n);
			most = Math.max(most, ++running);
			await nextTurn();
			running--;
			if (n % 4 === 0) throw new Error(`${n}`);
			return n;
		});
	const results = await Promise.allSettled(
		Array.from({ length: 20 }, async (_, n) => await run(n)),
	);
	expect(began).toEqual(Array.from({ length: 20 }, (_, n) => n));
	expect(most).toBe(3);
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
	expect(await run(21)).toBe(21);
});

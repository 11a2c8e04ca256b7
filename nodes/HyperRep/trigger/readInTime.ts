import { mapInOrder } from '../concurrency/mapInOrder';
import type { PollRun } from './TriggerEvent';

/** How many are read at a time. */
export const AT_A_TIME = 16;

/**
 * Reads something for each key, side by side, while there is time: always at least the first ones, so that
 * every poll makes progress.
 *
 * @param read returns `undefined` if there was no time
 */
export async function readInTime<K, V>(
	{ isTimeUp, until }: Pick<PollRun, 'isTimeUp' | 'until'>,
	keys: Iterable<K>,
	read: (key: K) => Promise<V | undefined>,
): Promise<Map<K, V>> {
	const found = new Map<K, V>();
	await mapInOrder([...new Set(keys)], AT_A_TIME, undefined, async (key, index) => {
		if (index >= AT_A_TIME && isTimeUp()) return;
		const value = await read(key).catch((error: unknown) =>
			index >= AT_A_TIME && Date.now() >= until ? undefined : Promise.reject(error),
		);
		if (value !== undefined) found.set(key, value);
	});
	return found;
}

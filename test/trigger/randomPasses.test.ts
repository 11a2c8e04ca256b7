/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';

import { MINUTE, SECOND } from '../../nodes/HyperRep/time/microseconds';
import { MemoryList, type Stored } from './MemoryList';
import type * as quick from './quick';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quick>('./quick').sleepless());

const DAY = 24 * 3600;

// The same histories in every run of CI; another seed plays others.
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);

type Step = { kind: string; pick: number };

const steps = fc.array(
	fc.record<Step>({
		kind: fc.constantFrom(
			...['create', 'create', 'twin', 'same', 'late', 'edit', 'delete', 'pass', 'poll', 'poll'],
			...['restart', 'hurry'],
		),
		pick: fc.nat(1000),
	}),
	{ maxLength: 40 },
);

/** Plays a history, and says what came more or less than once. */
async function play(list: MemoryList, history: Step[], areIdsStable: boolean): Promise<string[]> {
	list.addOld(8);
	await list.activate();
	await list.poll();
	const created: Stored[] = [];
	const deleted = new Set<Stored>();
	for (const { kind, pick } of history) {
		const one = created[pick % Math.max(1, created.length)];
		const last = created.at(-1);
		const isRecent = last !== undefined && last.at > list.time - 4 * MINUTE;
		if (kind === 'create') created.push(list.create());
		else if (kind === 'twin' && isRecent) created.push(list.create({ at: last.at }));
		// What holds the same can't be told apart where IDs change.
		else if (kind === 'same' && isRecent && areIdsStable) created.push(list.create(last));
		else if (kind === 'late') {
			list.time += SECOND / 4;
			created.push(list.create({ at: list.time, visibleAt: list.time + (pick % 290) * SECOND }));
		} else if (kind === 'edit' && one !== undefined && isAlone(one))
			list.edit(one, `Edited ${pick}`);
		else if (kind === 'delete' && one !== undefined && isAlone(one)) {
			list.delete(one);
			deleted.add(one);
		} else if (kind === 'pass') list.time += (pick % 100) * SECOND;
		else if (kind === 'poll') await list.poll(1);
		else if (kind === 'restart') list.restart();
		else if (kind === 'hurry') {
			list.pagesInTime = pick % 3;
			await list.poll(1);
			list.pagesInTime = Infinity;
		}
	}
	for (let n = 0; n < 15; n++) await list.poll(30);
	for (let n = 0; n < 12; n++) await list.poll(DAY / 4);
	return created.flatMap((record) => {
		const times = list.emitted.filter((number) => number === record.number).length;
		const isRight = deleted.has(record) ? times <= 1 : times === 1;
		return isRight ? [] : [`${record.number} came ${times} times`];
	});

	function isAlone({ at }: Stored): boolean {
		return areIdsStable || created.filter((other) => other.at === at).length === 1;
	}
}

describe.each([true, false])(`random histories, stable IDs: %s (SEED=${SEED})`, (areIdsStable) => {
	test.each(['newestFirst', 'oldestFirst', 'name', 'none', 'edited'] as const)(
		'in the order "%s", each record comes once',
		async (order) => {
			const property = fc.asyncProperty(
				steps,
				fc.constantFrom(1, 3, 20, 500),
				fc.constantFrom('position' as const, 'snapshot' as const, 'ofLimit' as const),
				fc.constantFrom(2, 5, Infinity),
				async (history, longestPage, cursors, maxRecords) => {
					const options = { order, areIdsStable, longestPage, cursors, maxRecords };
					expect(await play(new MemoryList(options), history, areIdsStable)).toEqual([]);
				},
			);
			// With this seed, four of the five orders fail where stable IDs are not recognized as such.
			await fc.assert(property, { seed: SEED, numRuns: RUNS });
		},
	);
});

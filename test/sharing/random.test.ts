/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { LIST_ORDERS } from '../../dev/standIn/store';

// The same histories in every run of CI; another seed plays others.
const SEED = Number(process.env.SEED ?? 1);
/** How many histories are played with each kind of IDs and cursors. */
const RUNS = Number(process.env.RUNS ?? 25);
jest.setTimeout(60_000);

const PEOPLE = 8;
const emailOf = (person: number) => `${person}@example.com`;

/** What happens while requests are under way. */
const action = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constantFrom('find' as const, 'findOrCreate' as const),
			people: fc.array(fc.nat({ max: PEOPLE - 1 }), { minLength: 1, maxLength: 4 }),
			/** A few executions run the node several times. */
			execution: fc.oneof(
				{ weight: 2, arbitrary: fc.constant(undefined) },
				{ weight: 1, arbitrary: fc.nat({ max: 2 }) },
			),
			/** After how many turns of the event loop it is cancelled, where it is. */
			cancelledAfter: fc.option(fc.nat({ max: 20 }), { freq: 6, nil: undefined }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('person' as const),
			people: fc.array(fc.nat({ max: PEOPLE - 1 }), { minLength: 1, maxLength: 1 }),
		}),
	},
);

const world = fc.record({
	existing: fc.uniqueArray(fc.nat({ max: PEOPLE - 1 }), { minLength: 2, maxLength: 5 }),
	others: fc.integer({ min: 4, max: 12 }),
	order: fc.constantFrom(...LIST_ORDERS),
	longestPage: fc.integer({ min: 1, max: 3 }),
	/** With which request each action begins. */
	actions: fc.array(fc.tuple(fc.nat({ max: 14 }), action), { minLength: 2, maxLength: 12 }),
	/** What becomes of the creates of a person. */
	fates: fc.dictionary(
		fc.nat({ max: PEOPLE - 1 }).map(String),
		fc.constantFrom('refused', 'lost', 'failed'),
		{ maxKeys: 2 },
	),
	badPage: fc.option(fc.nat({ max: 12 }), { freq: 5, nil: undefined }),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

describe.each([
	['stable', 'position'],
	['re-encoded', 'position'],
	['stable', 'record'],
] as const)(`random executions with %s IDs and cursors by %s (SEED=${SEED})`, (ids, cursors) => {
	const fixture = useStandIn({ identifiers: IDENTIFIERS[ids](), cursors });
	let histories = 0;

	const play = async (history: World) => {
		const { standIn } = fixture;
		const id = ++histories;
		standIn.faults.clear();
		standIn.forget();
		standIn.longestPage = history.longestPage;
		const organization = standIn.addOrganization('Random', history.order);
		const { contacts } = organization;
		const organizationId = byId(standIn.idOf('organization', organization));
		let others = 0;
		const addOther = () =>
			contacts.create({ name: 'Other', email: `other${others++}@example.com` });
		for (let n = 0; n < history.others; n++) {
			addOther();
			const person = history.existing[n];
			if (person !== undefined) contacts.create({ email: emailOf(person) });
		}
		for (const [person, fate] of Object.entries(history.fates)) {
			standIn.faults.add({
				fault:
					fate === 'lost'
						? { kind: 'afterwards' }
						: { kind: 'status', status: fate === 'refused' ? 422 : 502 },
				matches: ({ body }) => (body as IDataObject | undefined)?.email === emailOf(Number(person)),
			});
		}
		if (history.badPage !== undefined) {
			standIn.faults.add({
				fault: { kind: 'status', status: 422 },
				matches: ({ method }) => method === 'GET',
				skip: history.badPage,
				times: 1,
			});
		}
		/** Who existed when an execution began. */
		const began = new Map<string, Set<string>>();
		const existing = () => new Set(contacts.visible().map(({ email }) => String(email)));
		const runs: Array<Promise<void>> = [];
		const created: string[] = [];
		const flagged: string[] = [];
		let count = 0;

		const run = async (
			step: Extract<World['actions'][number][1], { kind: 'find' | 'findOrCreate' }>,
		) => {
			const executionId = `${id} ${step.execution ?? `own ${count++}`}`;
			const before = began.get(executionId) ?? existing();
			began.set(executionId, before);
			const controller = new AbortController();
			const { cancelledAfter } = step;
			if (cancelledAfter !== undefined) {
				void (async () => {
					for (let n = 0; n < cancelledAfter; n++) await nextTurn();
					controller.abort();
				})();
			}
			const output = await execute({
				...fixture.contact(step.kind, { organizationId, email: '={{ $json.email }}' }),
				items: step.people.map((person) => ({ email: emailOf(person) })),
				executionId,
				signal: controller.signal,
				onError: 'continueRegularOutput',
			}).catch((error: unknown) => {
				if (cancelledAfter === undefined) throw error;
				return undefined;
			});
			if (output === undefined) return;
			expect(output).toHaveLength(step.people.length);
			output.forEach(({ json }, n) => {
				const email = emailOf(step.people[n] ?? -1);
				if (json.was_created === true) flagged.push(email);
				if (typeof json.error !== 'string') {
					expect(json.email).toBe(email);
				} else if (before.has(email)) {
					// It is not missed; only a page that could not be read may keep it back.
					expect(json.error).toMatch(/^Could not look for the contact/);
				}
			});
		};

		const begin = (step: World['actions'][number][1]) => {
			if (step.kind === 'person') {
				addOther();
				const email = emailOf(step.people[0] ?? 0);
				if (!existing().has(email) && !began.size) contacts.create({ email });
			} else runs.push(run(step));
		};
		const waiting = [...history.actions].sort(([a], [b]) => a - b);
		let requests = 0;
		standIn.faults.add({
			fault: {
				kind: 'meanwhile',
				act: async () => {
					requests++;
					while (waiting[0] !== undefined && waiting[0][0] <= requests) begin(waiting.shift()![1]);
					for (let n = 0; n < requests % 3; n++) await nextTurn();
				},
			},
		});
		const first = waiting.shift();
		if (first !== undefined) begin(first[1]);
		// Those that did not come to their request begin when nothing is under way.
		for (let n = 0; n < runs.length || waiting.length > 0; n++) {
			if (n >= runs.length) {
				begin(waiting.shift()![1]);
				n--;
			} else await runs[n];
		}
		for (const { method, body, status } of standIn.requests) {
			// What was refused may be retried; of the rest nobody knows, or it was created.
			if (method !== 'POST' || status === 422) continue;
			created.push(String((body as IDataObject | undefined)?.email));
		}
		expect(new Set(created).size).toBe(created.length);
		expect(new Set(flagged).size).toBe(flagged.length);
		const emails = contacts.visible().map(({ email }) => String(email));
		expect(new Set(emails).size).toBe(emails.length);
	};

	test('create no key twice, and miss nobody who existed when they began', async () => {
		const property = fc.asyncProperty(world, play);
		await fc.assert(property, { seed: SEED, numRuns: RUNS });
	});
});

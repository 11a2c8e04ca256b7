/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';
import { createRunExecutionData, type IDataObject } from 'n8n-workflow';

import { useStandIn } from '../../dev/n8n/fixture';
import { byId, execute } from '../../dev/n8n/harness';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { LIST_ORDERS } from '../../dev/standIn/store';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
/** A slow machine plays fewer runs. */
const TIME = 4_000;
jest.setTimeout(60_000);

const AT = Date.UTC(2026, 3, 1) * 1000;

/** Three emails and three phone numbers, each written in several ways, and what is none. */
const EMAILS = [
	['a@x.example', ' A@X.example ', 'a@X.EXAMPLE\n'],
	['b@x.example', 'B@x.example'],
	['c@x.example'],
];
const PHONES = [
	['4155550101', '+1 415 555 0101', '(415) 555-0101', '1-415-555-0101'],
	['4155550102', '415-555-0102'],
	['+442071838750'],
];
const NO_ADDRESS = 'no address';
const anyOf = (values: string[][]) => fc.constantFrom(...values.flat());
const maybe = (values: string[][]) =>
	fc.oneof({ weight: 3, arbitrary: anyOf(values) }, { weight: 2, arbitrary: fc.constant('') });

/** What happens to the creation of a row, where there is one. */
const FATES = ['created', 'refused', 'lost', 'failed'] as const;
type Fate = (typeof FATES)[number];

interface Row {
	email: string;
	phone: string;
	fate: Fate;
}

const row = fc.record<Row>({
	email: maybe([...EMAILS, [NO_ADDRESS]]),
	phone: maybe(PHONES),
	fate: fc.oneof(
		{ weight: 5, arbitrary: fc.constant<Fate>('created') },
		{ weight: 2, arbitrary: fc.constantFrom(...FATES) },
	),
});

const world = fc.record({
	existing: fc.array(
		fc.record({ email: maybe(EMAILS), phone: maybe(PHONES), age: fc.nat({ max: 5 }) }),
		{ maxLength: 5 },
	),
	rows: fc.array(row, { minLength: 1, maxLength: 10 }),
	matchBy: fc.constantFrom<string[]>(['email', 'phoneNumber'], ['email'], ['phoneNumber']),
	order: fc.constantFrom(...LIST_ORDERS),
	longestPage: fc.integer({ min: 1, max: 4 }),
	maxConcurrency: fc.constantFrom(1, 2, 3, 16),
	/** The page that cannot be read, where there is one. */
	badPage: fc.option(fc.nat({ max: 4 }), { freq: 6, nil: undefined }),
	delays: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const fixture = useStandIn({ identifiers: IDENTIFIERS['re-encoded']() });

/** The keys of a row or a contact, written plainly here, so that nothing is taken from the node. */
function keysOf({ email, phone }: { email: string | null; phone: string | null }, by: string[]) {
	const digits = (phone ?? '').replace(/\D/g, '');
	const keys = [
		by.includes('email') ? (email ?? '').trim().toLowerCase() : '',
		by.includes('phoneNumber') ? digits.replace(/^1(?=\d{10}$)/, '') : '',
	];
	return keys.filter(Boolean);
}

/** Sets up HyperRep as a world says, and gives what runs the node in it. */
function prepare(play: World) {
	const { standIn } = fixture;
	standIn.faults.clear();
	standIn.longestPage = play.longestPage;
	fixture.organization = standIn.addOrganization('Random', play.order);
	const { contacts } = fixture.organization;
	play.existing.forEach(({ email, phone, age }, n) =>
		contacts.create(
			{ name: `Existing ${n}`, email: email || null, phone_number: phone || null },
			{ createdAt: AT + age },
		),
	);
	standIn.forget();
	if (play.badPage !== undefined) {
		standIn.faults.add({
			fault: { kind: 'change', change: () => ({ data: 'nothing that can be read' }) },
			matches: ({ method }) => method === 'GET',
			skip: play.badPage,
			times: 1,
		});
	}
	const isOf = (n: number) => (request: { body: unknown }) =>
		(request.body as IDataObject | undefined)?.name === `Row ${n}`;
	play.rows.forEach(({ fate, email }, n) => {
		// HyperRep refuses this one by itself.
		if (email === NO_ADDRESS) return;
		if (fate === 'refused') {
			standIn.faults.add({ fault: { kind: 'status', status: 422 }, matches: isOf(n) });
		} else if (fate === 'lost') {
			standIn.faults.add({ fault: { kind: 'afterwards' }, matches: isOf(n) });
		} else if (fate === 'failed') {
			standIn.faults.add({ fault: { kind: 'status', status: 502 }, matches: isOf(n) });
		}
	});
	// Answers come in another order than the requests.
	let count = 0;
	standIn.faults.add({
		fault: {
			kind: 'meanwhile',
			act: async () => {
				const turns = play.delays[count++ % play.delays.length] ?? 0;
				for (let n = 0; n < turns; n++) await new Promise(setImmediate);
			},
		},
	});
	const setup = fixture.contact('findOrCreate', {
		organizationId: byId(standIn.idOf('organization', fixture.organization)),
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
		phoneNumber: '={{ $json.phone }}',
		matchBy: play.matchBy,
		options: { maxConcurrency: play.maxConcurrency },
	});
	const items = play.rows.map(({ email, phone }, n) => ({ name: `Row ${n}`, email, phone }));
	return { ...setup, items };
}

const sentBy = (method: string) => fixture.standIn.requests.filter((one) => one.method === method);
const namesSent = () => sentBy('POST').map(({ body }) => String((body as IDataObject).name));

/** Whether a row's body is refused, by the fault or for what stands in it. */
const isRefused = ({ fate, email }: Row) => fate === 'refused' || email === NO_ADDRESS;

/** What each row must get, told row by row: the name of the contact and the flag, or an error. */
function expectedOutput(play: World): Array<[name: string, wasCreated: boolean] | string> {
	const { rows, matchBy, badPage } = play;
	const read = sentBy('GET').reduce((sum, { records }) => sum + records, 0);
	const known = fixture.organization.contacts
		.visible()
		.filter(({ name }) => name?.startsWith('Existing'))
		.slice(0, read);
	const isReadable = badPage === undefined || sentBy('GET').length <= badPage;
	const claims = new Map<string, { name: string; fate: Fate }>();
	return rows.map((row, n) => {
		const keys = keysOf(row, matchBy);
		if (keys.length === 0) return 'must have a value';
		if (!isReadable) return 'cannot be read';
		const found = known
			.filter(({ email, phone_number: phone }) =>
				keysOf({ email, phone }, matchBy).some((key) => keys.includes(key)),
			)
			.sort((a, b) => a.createdAt - b.createdAt)
			.map(({ name, createdAt }) => ({ name, createdAt }));
		const [first] = found;
		if (first !== undefined) {
			const equal = found.filter(({ createdAt }) => createdAt === first.createdAt);
			return [equal.map(({ name }) => name).join('|'), false];
		}
		const earlier = keys.map((key) => claims.get(key)).find(Boolean);
		if (earlier === undefined && isRefused(row)) return '';
		const creation = earlier ?? { name: `Row ${n}`, fate: row.fate };
		for (const key of keys) if (!claims.has(key)) claims.set(key, creation);
		if (creation.fate !== 'created') return 'may have been created anyway';
		return [creation.name, earlier === undefined];
	});
}

/** What exists now beyond what was there before, with its keys. */
const created = () =>
	fixture.organization.contacts.visible().filter(({ name }) => name?.startsWith('Row') === true);

/** No key was created twice, and none that could be read before. */
function checkKeys({ existing, matchBy }: World): void {
	const keys = created().flatMap(({ email, phone_number: phone }) =>
		keysOf({ email, phone }, matchBy),
	);
	const before = existing.flatMap((each) => keysOf(each, matchBy));
	expect(keys).toHaveLength(new Set([...before, ...keys]).size - new Set(before).size);
}

const check = async (play: (world: World) => Promise<void>) => {
	const property = fc.asyncProperty(world, play);
	await fc.assert(property, { seed: SEED, numRuns: 300, interruptAfterTimeLimit: TIME });
};

describe(`random runs (SEED=${SEED})`, () => {
	test('end with what they would one row after another', async () => {
		await check(async (play) => {
			const output = await execute({ ...prepare(play), onError: 'continueRegularOutput' });
			// The list is what it was before the run, since the new contacts are left out.
			const expected = expectedOutput(play);
			expect(output).toHaveLength(expected.length);
			output.forEach(({ json, pairedItem }, n) => {
				const wanted = expected[n];
				expect(pairedItem).toEqual({ item: n });
				if (typeof wanted === 'string') expect(json.error).toContain(wanted);
				else {
					expect(wanted?.[0].split('|')).toContain(json.name);
					expect(json.was_created).toBe(wanted?.[1]);
				}
			});
			checkKeys(play);
			expect(new Set(namesSent()).size).toBe(namesSent().length);
			const isReadable = play.badPage === undefined || sentBy('GET').length <= play.badPage;
			if (!isReadable) expect(namesSent()).toEqual([]);
		});
	});

	test('create nothing twice where n8n runs the node again', async () => {
		await check(async (play) => {
			const runData = createRunExecutionData();
			const setup = { ...prepare(play), runData, retryOnFail: true };
			const more = play.rows.length % 2 === 0 ? { onError: 'continueErrorOutput' as const } : {};
			const kept = new Set<string>();
			for (let n = 0; n < 3; n++) {
				const output = await execute({ ...setup, ...more }).catch(() => undefined);
				const flags = (output ?? []).filter(({ json }) => json.was_created === true);
				const names = flags.map(({ json }) => String(json.name));
				expect(new Set(names).size).toBe(names.length);
				// What a row has created once, it gives each time.
				if (output !== undefined) for (const name of kept) expect(names).toContain(name);
				names.forEach((name) => kept.add(name));
				// Where nothing failed, n8n does not run the node again.
				if (output?.every(({ json }) => json.error === undefined) === true) break;
			}
			checkKeys(play);
			play.rows.forEach((row, n) => {
				if (isRefused(row)) return;
				expect(namesSent().filter((name) => name === `Row ${n}`).length).toBeLessThanOrEqual(1);
			});
		});
	});

	test('create nothing after they were cancelled', async () => {
		await check(async (play) => {
			const setup = prepare(play);
			const controller = new AbortController();
			const at = play.delays[0] ?? 0;
			let sentBefore = Infinity;
			fixture.standIn.faults.clear();
			fixture.standIn.faults.add({
				fault: {
					kind: 'meanwhile',
					act: () => {
						sentBefore = namesSent().length;
						controller.abort();
					},
				},
				skip: at,
				times: 1,
			});
			await execute({ ...setup, signal: controller.signal }).catch(() => undefined);
			checkKeys(play);
			// What was under way at that moment is not ended: nobody would know what became of it.
			const after = namesSent().length - Math.min(sentBefore, namesSent().length);
			expect(after).toBeLessThan(play.maxConcurrency);
			if (sentBefore === 0) expect(namesSent()).toEqual([]);
		});
	});
});

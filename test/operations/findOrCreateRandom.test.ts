/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';
import { createRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { LIST_ORDERS, type Organization } from '../../dev/standIn/store';

// The same histories in every run of CI; another seed plays others.
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);

const AT = Date.UTC(2026, 3, 1) * 1000;

/**
 * A kind of record with two keys. Comparisons are written plainly here, so that nothing is taken from
 * the node.
 */
interface Kind {
	resource: string;
	matchBy: [first: string, second: string];
	/** HyperRep's names for the keys, and for the text by which the tests tell records apart. */
	fields: [first: string, second: string];
	label: string;
	/** Values of each key, each written in several ways. */
	firsts: string[][];
	seconds: string[][];
	/** A first key that HyperRep refuses. */
	refused: string;
	/** The message where the second key is missing, if a record needs it. */
	missingSecond?: string;
	keys: [(text: string) => string, (text: string) => string];
	parameters: INodeParameters;
	add(organization: Organization, label: string, keys: Keys, more: object, at: number): void;
	list(organization: Organization): ReadonlyArray<{ number: number }>;
}

interface Keys {
	first: string;
	second: string;
}

const contact: Kind = {
	resource: 'contact',
	matchBy: ['email', 'phoneNumber'],
	fields: ['email', 'phone_number'],
	label: 'name',
	firsts: [
		['a@x.example', ' A@X.example ', 'a@X.EXAMPLE\n'],
		['b@x.example', 'B@x.example'],
		['c@x.example'],
	],
	seconds: [
		['4155550101', '+1 415 555 0101', '(415) 555-0101', '1-415-555-0101'],
		['4155550102', '415-555-0102'],
		['+442071838750'],
	],
	refused: 'no address',
	keys: [
		(text) => text.trim().toLowerCase(),
		(text) => text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, ''),
	],
	parameters: {
		name: '={{ $json.label }}',
		email: '={{ $json.first }}',
		phoneNumber: '={{ $json.second }}',
	},
	add: ({ contacts }, name, { first, second }, extra, createdAt) =>
		contacts.create(
			{ name, email: first || null, phone_number: second || null, extra: { ...extra } },
			{ createdAt },
		),
	list: ({ contacts }) => contacts.visible(),
};

const company: Kind = {
	resource: 'company',
	matchBy: ['domain', 'name'],
	fields: ['domain', 'name'],
	label: 'address',
	firsts: [
		['a.example', 'https://A.example/x?y=http://b.example', 'A.EXAMPLE '],
		['www.a.example', 'http://WWW.a.example'],
		['c.example'],
	],
	seconds: [['Acme Roofing', ' ACME   roofing', 'acme\troofing '], ['Blue', 'blue '], ['Größe']],
	refused: 'nodot',
	missingSecond: "'Name' is empty",
	keys: [
		(text) =>
			text
				.trim()
				.toLowerCase()
				.replace(/^https?:\/\//, '')
				.replace(/[/?].*/, ''),
		(text) => text.trim().replace(/\s+/g, ' ').toLowerCase(),
	],
	parameters: {
		name: '={{ $json.second }}',
		additionalFields: { domain: '={{ $json.first }}', address: '={{ $json.label }}' },
	},
	add: ({ companies }, address, { first, second }, extra, createdAt) =>
		companies.create(
			{ name: second, domain: first || null, address, extra: { ...extra } },
			{ createdAt },
		),
	list: ({ companies }) => companies.visible(),
};

const maybe = (values: string[][]) =>
	fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom(...values.flat()) },
		{ weight: 2, arbitrary: fc.constant('') },
	);

/** What happens to the creation of a row, where there is one. */
const FATES = ['created', 'refused', 'lost', 'failed'] as const;
type Fate = (typeof FATES)[number];

const worldOf = ({ firsts, seconds, refused, matchBy, fields }: Kind) =>
	fc.record({
		existing: fc.array(
			fc.record({
				first: maybe(firsts),
				second: maybe(seconds),
				age: fc.nat({ max: 5 }),
				/** What HyperRep responds in the place of what it should. */
				odd: fc.oneof(
					{ weight: 6, arbitrary: fc.constant({}) },
					{
						weight: 2,
						arbitrary: fc.constantFrom<object>(
							{ created_at: null },
							{ created_at: 'yesterday' },
							{ [fields[0]]: { toString: 1 } },
							{ [fields[1]]: [] },
						),
					},
				),
			}),
			{ maxLength: 5 },
		),
		rows: fc.array(
			fc.record({
				first: maybe([...firsts, [refused]]),
				second: maybe(seconds),
				fate: fc.oneof(
					{ weight: 5, arbitrary: fc.constant<Fate>('created') },
					{ weight: 2, arbitrary: fc.constantFrom(...FATES) },
				),
			}),
			{ minLength: 1, maxLength: 10 },
		),
		matchBy: fc.constantFrom<string[]>(matchBy, matchBy.slice(0, 1), matchBy.slice(1)),
		order: fc.constantFrom(...LIST_ORDERS),
		longestPage: fc.integer({ min: 1, max: 4 }),
		maxConcurrency: fc.constantFrom(1, 2, 3, 16),
		/** The page that cannot be read, where there is one. */
		badPage: fc.option(fc.nat({ max: 4 }), { freq: 6, nil: undefined }),
		delays: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }),
	});

type World = ReturnType<typeof worldOf> extends fc.Arbitrary<infer T> ? T : never;

const fixture = useStandIn({ identifiers: IDENTIFIERS['re-encoded']() });

const sentBy = (method: string) => fixture.standIn.requests.filter((one) => one.method === method);

describe.each([contact, company].map((kind) => [kind.resource, kind] as const))(
	`random runs of %s (SEED=${SEED})`,
	(_, kind) => {
		/** The keys that count, of two values of any type. */
		const keysOf = ([first, second]: [unknown, unknown], by: string[]) =>
			[first, second]
				.map((value, n) =>
					typeof value === 'string' && by.includes(kind.matchBy[n === 0 ? 0 : 1])
						? kind.keys[n === 0 ? 0 : 1](value)
						: '',
				)
				.map((key, n) => key && `${n} ${key}`)
				.filter(Boolean);

		const labelOf = (record: IDataObject) => String(record[kind.label]);
		const labelsSent = () => sentBy('POST').map(({ body }) => labelOf(body as IDataObject));

		/** All that can be seen of the organization now, as HyperRep shows it. */
		const records = () => {
			const { standIn, organization } = fixture;
			const list = kind.resource === 'contact' ? organization.contacts : organization.companies;
			return kind
				.list(organization)
				.map((record) => standIn.show(list as never, record as never) as IDataObject);
		};

		/** Sets up HyperRep as a world says, and gives what runs the node in it. */
		const prepare = (play: World) => {
			const { standIn } = fixture;
			standIn.faults.clear();
			standIn.longestPage = play.longestPage;
			fixture.organization = standIn.addOrganization('Random', play.order);
			play.existing.forEach(({ first, second, age, odd }, n) =>
				kind.add(fixture.organization, `Existing ${n}`, { first, second }, odd, AT + age),
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
			const isOf =
				(n: number) =>
				({ body }: { body: unknown }) =>
					body !== undefined && labelOf(body as IDataObject) === `Row ${n}`;
			play.rows.forEach(({ fate, first }, n) => {
				// HyperRep refuses this one by itself.
				if (first === kind.refused) return;
				if (fate === 'refused') {
					standIn.faults.add({ fault: { kind: 'status', status: 422 }, matches: isOf(n) });
				} else if (fate === 'lost') {
					standIn.faults.add({ fault: { kind: 'afterwards' }, matches: isOf(n) });
				} else if (fate === 'failed') {
					standIn.faults.add({ fault: { kind: 'status', status: 502 }, matches: isOf(n) });
				}
			});
			// Responses come in another order than the requests.
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
			const setup = fixture.setup({
				resource: kind.resource,
				operation: 'findOrCreate',
				organizationId: byId(standIn.idOf('organization', fixture.organization)),
				...kind.parameters,
				matchBy: play.matchBy,
				options: { maxConcurrency: play.maxConcurrency },
			});
			const items = play.rows.map(({ first, second }, n) => ({ label: `Row ${n}`, first, second }));
			return { ...setup, items };
		};

		/** Whether a row's body is refused, by the fault or for what stands in it. */
		const isRefused = ({ fate, first }: World['rows'][number]) =>
			fate === 'refused' || first === kind.refused;

		const isReadable = ({ badPage }: World) =>
			badPage === undefined || sentBy('GET').length <= badPage;

		/** What each row must get, told row by row: the label of the record and the flag, or an error. */
		const expectedOutput = (
			play: World,
		): Array<{ labels: string[]; wasCreated: boolean } | string> => {
			const read = sentBy('GET').reduce((sum, request) => sum + request.records, 0);
			const known = records()
				.filter((record) => labelOf(record).startsWith('Existing'))
				.slice(0, read)
				.map((record) => {
					const createdAt = Date.parse(String(record.created_at)) * 1000;
					const [, digits = '0'] = /\.\d{3}(\d{3})Z$/.exec(String(record.created_at)) ?? [];
					return {
						label: labelOf(record),
						keys: keysOf([record[kind.fields[0]], record[kind.fields[1]]], play.matchBy),
						createdAt: Number.isNaN(createdAt) ? Infinity : createdAt + Number(digits),
					};
				});
			const claims = new Map<string, { label: string; fate: Fate }>();
			return play.rows.map((row, n) => {
				if (kind.missingSecond !== undefined && row.second === '') return kind.missingSecond;
				const keys = keysOf([row.first, row.second], play.matchBy);
				if (keys.length === 0) return 'must have a value';
				if (!isReadable(play)) return 'cannot be read';
				const found = known.filter((one) => one.keys.some((key) => keys.includes(key)));
				const oldest = Math.min(...found.map(({ createdAt }) => createdAt));
				if (found.length > 0) {
					const equal = found.filter(({ createdAt }) => createdAt === oldest);
					return { labels: equal.map(({ label }) => label), wasCreated: false };
				}
				const earlier = keys.map((key) => claims.get(key)).find(Boolean);
				if (earlier === undefined && isRefused(row)) return '';
				const creation = earlier ?? { label: `Row ${n}`, fate: row.fate };
				// Only the keys that it is created with lead to it.
				if (earlier === undefined) {
					for (const key of keysOf([row.first, row.second], kind.matchBy)) {
						if (!claims.has(key)) claims.set(key, creation);
					}
				}
				if (creation.fate !== 'created') return 'may have been created anyway';
				return { labels: [creation.label], wasCreated: earlier === undefined };
			});
		};

		/** No key was created twice, and none that could be read before. */
		const checkKeys = ({ matchBy }: World) => {
			const keys = (label: string) =>
				records()
					.filter((record) => labelOf(record).startsWith(label))
					.flatMap((record) => keysOf([record[kind.fields[0]], record[kind.fields[1]]], matchBy));
			const [before, created] = [new Set(keys('Existing')), keys('Row')];
			expect(created).toHaveLength(new Set(created).size);
			expect(created.filter((key) => before.has(key))).toEqual([]);
		};

		const check = async (play: (world: World) => Promise<void>) => {
			const property = fc.asyncProperty(worldOf(kind), play);
			await fc.assert(property, { seed: SEED, numRuns: RUNS });
		};

		test('end with what they would one row after another', async () => {
			await check(async (play) => {
				const output = await execute({ ...prepare(play), onError: 'continueRegularOutput' });
				const expected = expectedOutput(play);
				expect(output).toHaveLength(expected.length);
				output.forEach(({ json, pairedItem }, n) => {
					const wanted = expected[n];
					expect(pairedItem).toEqual({ item: n });
					if (typeof wanted === 'string') expect(json.error).toContain(wanted);
					else {
						expect(wanted?.labels).toContain(labelOf(json));
						expect(json.was_created).toBe(wanted?.wasCreated);
					}
				});
				checkKeys(play);
				expect(new Set(labelsSent()).size).toBe(labelsSent().length);
				if (!isReadable(play)) expect(labelsSent()).toEqual([]);
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
					const labels = flags.map(({ json }) => labelOf(json));
					expect(new Set(labels).size).toBe(labels.length);
					// What a row has created once, it gives each time.
					if (output !== undefined) for (const label of kept) expect(labels).toContain(label);
					labels.forEach((label) => kept.add(label));
					// Where nothing failed, n8n does not run the node again.
					if (output?.every(({ json }) => json.error === undefined) === true) break;
				}
				checkKeys(play);
				play.rows.forEach((row, n) => {
					if (isRefused(row)) return;
					const count = labelsSent().filter((label) => label === `Row ${n}`).length;
					expect(count).toBeLessThanOrEqual(1);
				});
			});
		});

		test('create nothing after they were cancelled', async () => {
			await check(async (play) => {
				const setup = prepare(play);
				const controller = new AbortController();
				let sentBefore = Infinity;
				fixture.standIn.faults.clear();
				fixture.standIn.faults.add({
					fault: {
						kind: 'meanwhile',
						act: () => {
							sentBefore = labelsSent().length;
							controller.abort();
						},
					},
					skip: play.delays[0] ?? 0,
					times: 1,
				});
				await execute({ ...setup, signal: controller.signal }).catch(() => undefined);
				checkKeys(play);
				// What was under way at that moment is not ended: nobody would know what became of it.
				const after = labelsSent().length - Math.min(sentBefore, labelsSent().length);
				expect(after).toBeLessThan(play.maxConcurrency);
				if (sentBefore === 0) expect(labelsSent()).toEqual([]);
			});
		});
	},
);

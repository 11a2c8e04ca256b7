/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { createRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { LIST_ORDERS, type Organization } from '../../dev/standIn/store';

const fixture = useStandIn({ longestPage: 5 });
let executions = 0;

const OPERATION = { email: '={{ $json.email }}', phoneNumber: '={{ $json.phone }}' };

/** Runs Find or Create in an execution of its own, unless another is named. */
const run = async (
	rows: IDataObject[],
	{
		executionId = `execution ${++executions}`,
		operation = 'findOrCreate',
		...more
	}: Partial<Parameters<typeof execute>[0]> & { operation?: string } = {},
	parameters: INodeParameters = {},
) => {
	const setup = fixture.contact(operation, { ...OPERATION, ...parameters });
	const output = await execute({ ...setup, items: rows, executionId, ...more });
	return output.map(({ json }) => json);
};

const find = async (rows: IDataObject[], more: Parameters<typeof run>[1] = {}) =>
	await run(rows, { operation: 'find', onError: 'continueRegularOutput', ...more });

const requests = () => {
	const methods = fixture.sent().map(({ method }) => method);
	const count = (wanted: string) => methods.filter((method) => method === wanted).length;
	return { reads: count('GET'), creates: count('POST') };
};

const addContacts = (count: number, { contacts }: Organization = fixture.organization) =>
	Array.from({ length: count }, (_, n) =>
		contacts.create({ name: `${n}`, email: `${n}@example.com` }, { createdAt: n * 1_000_000 }),
	);

const at = <T>(count: number, make: (n: number) => T) =>
	Array.from({ length: count }, (_, n) => make(n));

const flags = (outputs: IDataObject[][]) =>
	outputs.flat().map((json) => json.was_created ?? json.error);

/** Does something while the server handles the request that comes after so many others. */
const during = (skip: number, act: () => void | Promise<void>, method = 'GET') =>
	fixture.standIn.faults.add({
		fault: { kind: 'meanwhile', act },
		matches: (request) => request.method === method,
		skip,
		times: 1,
	});

/** Waits until a request is under way that came after so many others. */
const untilSent = async (count: number) => {
	while (fixture.standIn.requests.length <= count) await nextTurn();
};

describe('executions at the same time', () => {
	test('that look for the same new contact create it once, and one of them says so', async () => {
		const outputs = await Promise.all(
			at(12, (n) => run([{ email: n % 2 ? 'ada@example.com' : ' ADA@example.com' }])),
		);
		expect(flags(outputs).filter(Boolean)).toHaveLength(1);
		expect(new Set(outputs.flat().map(({ contact_id: id }) => id)).size).toBe(1);
		expect(requests().creates).toBe(1);
		expect(fixture.organization.contacts.visible()).toHaveLength(1);
	});

	test('read the list together', async () => {
		addContacts(100);
		const outputs = await Promise.all(at(50, (n) => run([{ email: `new${n}@example.com` }])));
		expect(flags(outputs)).toEqual(at(50, () => true));
		const { reads, creates } = requests();
		expect(creates).toBe(50);
		// 20 pages, what those missed who came during the first, and a page to be certain of that.
		expect(reads).toBeLessThanOrEqual(24);
	});

	test('share no objects', async () => {
		fixture.organization.contacts.create({ email: 'a@example.com', custom_fields: { n: 1 } });
		const outputs = await Promise.all(at(3, () => run([{ email: 'a@example.com' }])));
		const created = await Promise.all(at(3, () => run([{ email: 'b@example.com' }])));
		for (const each of [outputs, created]) {
			expect(new Set(each.flat().map(({ custom_fields: fields }) => fields)).size).toBe(3);
		}
	});

	test('one that comes late takes what is still read, and no more where that is enough', async () => {
		addContacts(50);
		let late: Promise<IDataObject[]> | undefined;
		during(4, () => void (late = run([{ email: '2@example.com' }])));
		await run([{ email: 'new@example.com' }]);
		// The stand-in lists the newest first, so number 2 is on the last page.
		expect((await late)?.[0]?.was_created).toBe(false);
		expect(requests()).toEqual({ reads: 10, creates: 1 });
	});

	test('one that comes late then takes what it has missed', async () => {
		addContacts(50);
		let late: Promise<IDataObject[][]> | undefined;
		during(
			4,
			() =>
				void (late = Promise.all([
					run([{ email: '49@example.com' }]),
					run([{ email: 'x@example.com' }]),
				])),
		);
		await run([{ email: 'new@example.com' }]);
		expect(flags((await late) ?? [])).toEqual([false, true]);
		// Ten pages; then five that were missed, and the one that they began with, which stands on two pages now.
		expect(requests()).toEqual({ reads: 17, creates: 2 });
	});

	test('one that comes late begins at the top where nobody else reads on', async () => {
		addContacts(50);
		let late: Promise<IDataObject[]> | undefined;
		during(0, () => void (late = run([{ email: '48@example.com' }])));
		await run([{ email: '49@example.com' }]);
		expect((await late)?.[0]?.was_created).toBe(false);
		expect(requests()).toEqual({ reads: 2, creates: 0 });
	});

	test('a cancelled one takes nothing away from the others', async () => {
		addContacts(50);
		for (const n of [0, 3, 9]) {
			fixture.standIn.forget();
			const controller = new AbortController();
			const first = run([{ email: `first${n}@example.com` }], { signal: controller.signal });
			first.catch(() => {});
			await untilSent(0);
			const others = at(5, (each) => run([{ email: `${each}.${n}@example.com` }]));
			during(n, () => controller.abort());
			expect(flags(await Promise.all(others))).toEqual(at(5, () => true));
			await expect(first).rejects.toThrow();
		}
	});

	test('one that fails takes nothing away from the others', async () => {
		addContacts(50);
		const failing = run(
			[{ email: 'no address' }, { email: 'x@example.com' }],
			{},
			{ options: { maxConcurrency: 1 } },
		);
		const others = at(5, (n) => run([{ email: `${n}.new@example.com` }]));
		await expect(failing).rejects.toThrow();
		expect(flags(await Promise.all(others))).toEqual(at(5, () => true));
	});

	test('a page that cannot be read fails all who need it, and the next one begins again', async () => {
		addContacts(50);
		fixture.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip: 5, times: 1 });
		const outputs = await Promise.all([
			...at(4, (n) =>
				run([{ email: `new${n}@example.com` }], { onError: 'continueRegularOutput' }),
			),
			run([{ email: '49@example.com' }]),
		]);
		expect(
			flags(outputs)
				.slice(0, 4)
				.every((flag) => typeof flag === 'string'),
		).toBe(true);
		expect(requests().creates).toBe(0);
		fixture.standIn.forget();
		expect(flags([await run([{ email: 'new@example.com' }])])).toEqual([true]);
		expect(requests()).toEqual({ reads: 10, creates: 1 });
	});

	test('a create in doubt is in doubt for all, and is not retried', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'status', status: 502 },
			matches: ({ method }) => method === 'POST',
		});
		const outputs = await Promise.all(
			at(5, () => run([{ email: 'a@example.com' }], { onError: 'continueRegularOutput' })),
		);
		const later = await run([{ email: 'A@example.com' }], { onError: 'continueRegularOutput' });
		for (const flag of flags([...outputs, later]))
			expect(flag).toContain('may have been created anyway');
		expect(requests().creates).toBe(1);
	});

	test('a refused create leaves its key to the next one', async () => {
		const outputs = await Promise.all([
			run([{ email: 'no address', phone: '4155550199' }], { onError: 'continueRegularOutput' }),
			run([{ phone: '415-555-0199' }]),
			run([{ phone: '+14155550199' }]),
		]);
		expect(flags(outputs).slice(1).sort()).toEqual([false, true]);
		expect(fixture.organization.contacts.visible()).toHaveLength(1);
	});

	test('of two accounts, organizations and lists share nothing', async () => {
		const { standIn, organization } = fixture;
		const other = standIn.addOrganization('Other');
		addContacts(20);
		addContacts(20, other);
		const organizationId = byId(standIn.idOf('organization', other));
		const proxied = { baseUrl: `${standIn.url.replace('127.0.0.1', 'localhost')}` };
		const outputs = await Promise.all([
			run([{ email: 'new@example.com' }]),
			run([{ email: 'new@example.com' }], {}, { organizationId }),
			run([{ email: 'new@example.com' }], { apiKey: 'wrong', onError: 'continueRegularOutput' }),
		]);
		expect(flags(outputs)).toEqual([true, true, expect.stringContaining('Invalid API Key')]);
		expect(requests()).toEqual({ reads: 9, creates: 2 });
		expect([organization, other].map(({ contacts }) => contacts.visible().length)).toEqual([
			21, 21,
		]);
		// The same key at another address is another account.
		fixture.standIn.forget();
		await run([{ email: '0@example.com' }], proxied);
		expect(requests().reads).toBe(5);
	});

	test('with differently written base URLs share one account', async () => {
		addContacts(20);
		const { url } = fixture.standIn;
		const ways = [url, `${url}/`, ` ${url}`, url.replace('http', 'HTTP')];
		const outputs = await Promise.all(
			ways.map((baseUrl) => run([{ email: 'a@example.com' }], { baseUrl })),
		);
		expect(flags(outputs).filter(Boolean)).toHaveLength(1);
		expect(requests().creates).toBe(1);
	});
});

describe('one execution', () => {
	test('reads the list once for a loop of one row at a time', async () => {
		addContacts(50);
		const outputs: IDataObject[][] = [];
		for (const n of at(30, (each) => each)) {
			const email = n % 3 ? `new${n % 6}@example.com` : `${n}@example.com`;
			outputs.push(await run([{ email }], { executionId: 'loop' }));
		}
		expect(requests().reads).toBeLessThanOrEqual(11);
		expect(flags(outputs).filter((flag) => flag === true)).toHaveLength(4);
	});

	test('reads on where the last run has stopped', async () => {
		addContacts(50);
		for (const n of [44, 47, 33, 21, 45, 2]) {
			const [json] = await find([{ email: `${n}@example.com` }], { executionId: 'steps' });
			expect(json?.name).toBe(`${n}`);
		}
		expect(requests().reads).toBe(10);
	});

	test('reads again what is older than a minute, and no more', async () => {
		addContacts(50);
		const clock = jest.spyOn(Date, 'now');
		const start = Date.now();
		const executionId = 'long';
		try {
			await find([{ email: '44@example.com' }], { executionId });
			clock.mockReturnValue(start + 50_000);
			await find([{ email: '22@example.com' }], { executionId });
			expect(requests().reads).toBe(6);
			clock.mockReturnValue(start + 65_000);
			await find([{ email: 'nobody@example.com' }], { executionId });
			// The other four, the two that were read first, and the one that the third reading began with.
			expect(requests().reads).toBe(6 + 7);
		} finally {
			clock.mockRestore();
		}
	});

	test('begins again where HyperRep no longer knows the place', async () => {
		addContacts(50);
		await find([{ email: '44@example.com' }], { executionId: 'expired' });
		fixture.standIn.faults.add({
			fault: {
				kind: 'status',
				status: 400,
				body: '{"detail": "Invalid cursor"}',
				type: 'application/json',
			},
			matches: ({ query }) => query.cursor !== undefined,
			times: 1,
		});
		const output = await find([{ email: '1@example.com' }, { email: 'x@example.com' }], {
			executionId: 'expired',
		});
		expect(output).toMatchObject([
			{ name: '1' },
			{ error: 'No contact has the email "x@example.com"' },
		]);
	});

	test('finds what it has created, though the list was read before, and what others have', async () => {
		addContacts(10);
		const executionId = 'creating';
		expect(await find([{ email: 'a@example.com' }], { executionId })).toMatchObject([
			{ error: 'No contact has the email "a@example.com"' },
		]);
		await run([{ email: 'a@example.com' }], { operation: 'create', executionId });
		await run([{ email: 'b@example.com' }]);
		fixture.standIn.forget();
		const output = await find([{ email: 'A@example.com' }, { email: 'b@example.com' }], {
			executionId,
		});
		expect(output).toMatchObject([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
		expect(flags([await run([{ email: 'a@example.com' }], { executionId })])).toEqual([false]);
		expect(requests()).toEqual({ reads: 0, creates: 0 });
	});

	test('without an ID is known by what its runs have in common', async () => {
		addContacts(20);
		const runData = createRunExecutionData();
		for (let n = 0; n < 3; n++) {
			await run([{ email: `new${n}@example.com` }], { executionId: '', runData });
		}
		expect(requests().reads).toBe(4);
		await run([{ email: 'x@example.com' }], { executionId: '' });
		expect(requests().reads).toBe(9);
	});
});

describe('an execution that begins later', () => {
	test('sees what a person has changed', async () => {
		const { contacts } = fixture.organization;
		const [ada] = addContacts(12);
		expect(await find([{ email: 'new@example.com' }])).toMatchObject([
			{ error: expect.any(String) },
		]);
		contacts.create({ name: 'New', email: 'new@example.com' });
		contacts.edit(ada?.number ?? 0, { name: 'Edited' });
		const output = await find([{ email: 'new@example.com' }, { email: '0@example.com' }]);
		expect(output.map(({ name }) => name)).toEqual(['New', 'Edited']);
	});

	test('gets what was created within a minute, also where the list does not show it yet', async () => {
		const { standIn, organization } = fixture;
		const later = standIn.addOrganization('Slow', { delays: { contacts: 3_600_000_000 } });
		const organizationId = byId(standIn.idOf('organization', later));
		const clock = jest.spyOn(Date, 'now');
		const start = Date.now();
		try {
			expect(flags([await run([{ email: 'a@example.com' }], {}, { organizationId })])).toEqual([
				true,
			]);
			clock.mockReturnValue(start + 59_000);
			expect(flags([await run([{ email: 'a@example.com' }], {}, { organizationId })])).toEqual([
				false,
			]);
			expect(organization.contacts.visible()).toEqual([]);
			clock.mockReturnValue(start + 61_500);
			expect(flags([await run([{ email: 'a@example.com' }], {}, { organizationId })])).toEqual([
				true,
			]);
		} finally {
			clock.mockRestore();
		}
	});

	test('finds a record in doubt that the list then shows', async () => {
		fixture.standIn.faults.add({
			fault: { kind: 'afterwards', status: 502 },
			matches: ({ method }) => method === 'POST',
			times: 1,
		});
		const executionId = 'doubt';
		const failure = await failureOf(run([{ email: 'a@example.com' }], { executionId }));
		expect(failure.message).toContain('may have been created anyway');
		expect(flags([await run([{ email: 'a@example.com' }], { executionId })])).toEqual([false]);
		expect(await find([{ email: 'a@example.com' }], { executionId })).toMatchObject([
			{ email: 'a@example.com' },
		]);
		expect(requests().creates).toBe(1);
	});
});

test('a run that takes more than a minute knows all that was created meanwhile', async () => {
	const { standIn } = fixture;
	const clock = jest.spyOn(Date, 'now');
	const start = Date.now();
	try {
		const slow = standIn.addOrganization('Slow', { delays: { contacts: 3_600_000_000 } });
		const parameters = { organizationId: byId(standIn.idOf('organization', slow)) };
		let other: Promise<IDataObject[]> | undefined;
		during(
			0,
			async () => {
				other = run([{ email: 'b@example.com' }], {}, parameters);
				await other;
				clock.mockReturnValue(start + 100_000);
			},
			'POST',
		);
		const output = await run(
			[{ email: 'a@example.com' }, { email: 'b@example.com' }, { email: 'a@example.com' }],
			{},
			{ ...parameters, options: { maxConcurrency: 1 } },
		);
		expect(flags([output, (await other) ?? []])).toEqual([true, false, false, true]);
	} finally {
		clock.mockRestore();
	}
});

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (_, makeIdentifiers) => {
	describe.each(LIST_ORDERS)('in the order %s', (order) => {
		describe.each(['position', 'record'] as const)('with cursors by %s', (cursors) => {
			const world = useStandIn({ identifiers: makeIdentifiers(), order, cursors, longestPage: 3 });

			test('one that comes late sees all that existed, while others are created', async () => {
				const { contacts } = world.organization;
				const emails = at(15, (n) => ({ email: `${n}@example.com` }));
				emails.forEach((fields, n) => contacts.create(fields, { createdAt: n * 1000 }));
				const finding = async (items: IDataObject[]) => {
					const setup = world.contact('find', { email: '={{ $json.email }}' });
					const more = { executionId: `late ${++executions}`, onError: 'continueRegularOutput' };
					const output = await execute({ ...setup, ...more, items } as Parameters<
						typeof execute
					>[0]);
					return output.map(({ json: { email } }) => ({ email }));
				};
				const late: Array<Promise<IDataObject[]>> = [];
				const act = () => {
					contacts.create({ name: 'New', email: `new${late.length}@example.com` });
					late.push(finding(emails));
				};
				world.standIn.faults.add({ fault: { kind: 'meanwhile', act }, skip: 1, times: 8 });
				await finding([{ email: 'nobody@example.com' }]);
				// Some come while others are waited for.
				for (const each of late) expect(await each).toEqual(emails);
				expect(late.length).toBeGreaterThan(2);
			});
		});
	});
});

describe.each(Object.entries(IDENTIFIERS))(
	'with %s IDs and no organization chosen',
	(_, makeIdentifiers) => {
		const world = useStandIn({ identifiers: makeIdentifiers(), longestPage: 5 });

		test('executions at the same time, and a later one, create a contact once', async () => {
			const findOrCreate = async () => {
				const setup = world.contact('findOrCreate', {
					email: 'a@example.com',
					organizationId: byId(''),
				});
				const output = await execute({ ...setup, executionId: `none ${++executions}` });
				return output.map(({ json }) => json);
			};
			const outputs = await Promise.all(at(8, findOrCreate));
			outputs.push(await findOrCreate());
			expect(flags(outputs).filter(Boolean)).toHaveLength(1);
			expect(world.organization.contacts.visible()).toHaveLength(1);
		});

		test('a loop lists the organizations once, and another execution lists them again', async () => {
			const setup = world.contact('findOrCreate', {
				email: 'a@example.com',
				organizationId: byId(''),
			});
			const [loop, other] = [`loop ${++executions}`, `other ${++executions}`];
			for (const executionId of [loop, loop, loop, other]) {
				await execute({ ...setup, executionId });
			}
			expect(world.sent().filter(({ path }) => path === '')).toHaveLength(2);
		});
	},
);

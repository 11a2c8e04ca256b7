import { createRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute, loggerOf } from '../../dev/n8n/harness';
import { MINUTE } from '../../dev/standIn/microseconds';

const fixture = useStandIn();

const setup = (parameters: INodeParameters = {}) =>
	fixture.contact('findOrCreate', {
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
		phoneNumber: '={{ $json.phone }}',
		...parameters,
	});

const run = async (rows: IDataObject[], more: object = {}, parameters: INodeParameters = {}) =>
	(await execute({ ...setup(parameters), items: rows, ...more })).map(({ json }) => json);

const requests = () => {
	const methods = fixture.sent().map(({ method }) => method);
	const count = (wanted: string) => methods.filter((method) => method === wanted).length;
	return { reads: count('GET'), creates: count('POST') };
};

const flags = (records: IDataObject[]) =>
	records.map((record) => record.was_created ?? record.error);

test('a contact with the same email is found, no matter how it is written', async () => {
	const { standIn, organization } = fixture;
	const contact = organization.contacts.create({ name: 'Ada', email: 'Ada@Example.com' });
	const [found] = await run([{ name: 'Other', email: '  ADA@example.COM ' }]);
	expect(found).toEqual({ ...standIn.show(organization.contacts, contact), was_created: false });
	expect(requests()).toEqual({ reads: 1, creates: 0 });
});

test.each([
	['+14155550199', '(415) 555-0199'],
	['415-555-0199', '1 415 555 0199'],
	['+442071838750', '+44 20 7183 8750'],
])('a contact with the phone number %s is found by %s', async (stored, written) => {
	fixture.organization.contacts.create({ name: 'Ada', phone_number: stored });
	expect(flags(await run([{ phone: written }]))).toEqual([false]);
});

test('a missing contact is created once for all items with its keys', async () => {
	const output = await run([
		{ name: 'Ada', email: 'ada@example.com' },
		{ name: 'Ben', email: 'ben@example.com' },
		{ name: 'Ada again', email: 'ADA@example.com' },
		{ name: 'Ben by phone', email: 'ben@example.com', phone: '4155550199' },
		{ name: 'Phone', phone: '+1 415 555 0199' },
		{ name: 'Phone again', phone: '415-555-0199' },
	]);
	// Ben was not created with the phone number that only the fourth row has.
	expect(flags(output)).toEqual([true, true, false, false, true, false]);
	expect(output.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Ada', 'Ben', 'Phone', 'Phone']);
	expect(requests()).toEqual({ reads: 1, creates: 3 });
});

test('rows give the same the next time, also where keys lead from one to the other', async () => {
	const rows = [
		{ name: 'A', email: 'x@example.com', phone: '4155550101' },
		{ name: 'B', email: 'y@example.com', phone: '4155550101' },
		{ name: 'C', email: 'y@example.com', phone: '4155550102' },
	];
	const names = (output: IDataObject[]) => output.map(({ name }) => name);
	const first = await run(rows);
	expect(names(first)).toEqual(['A', 'A', 'C']);
	expect(flags(first)).toEqual([true, false, true]);
	const second = await run(rows);
	// C is younger than A, so B still gets A.
	expect(names(second)).toEqual(['A', 'A', 'C']);
	expect(flags(second)).toEqual([false, false, false]);
});

test('a row waits for all before it that may create its key', async () => {
	const output = await run(
		[
			{ name: 'A', email: 'no address', phone: '4155550101' },
			{ name: 'B', email: 'y@example.com', phone: '4155550101' },
			{ name: 'C', email: 'y@example.com', phone: '4155550102' },
		],
		{ onError: 'continueRegularOutput' },
	);
	expect(output.slice(1).map(({ name }) => name)).toEqual(['B', 'B']);
	expect(requests().creates).toBe(2);
});

test('items that get the same contact share nothing', async () => {
	fixture.organization.contacts.create({ email: 'a@example.com', custom_fields: { plan: 'pro' } });
	for (const email of ['a@example.com', 'new@example.com']) {
		const output = await run([{ email }, { email }, { email }]);
		const fields = output.map(({ custom_fields: each }) => each);
		expect(new Set(fields).size).toBe(3);
		expect(fields[1]).toEqual(fields[0]);
	}
});

test('of several that match, the one that was created first is returned', async () => {
	const { contacts } = fixture.organization;
	const time = fixture.standIn.clock();
	contacts.create({ name: 'Young', email: 'a@example.com' }, { createdAt: time - MINUTE });
	contacts.create({ name: 'Old', phone_number: '4155550199' }, { createdAt: time - 9 * MINUTE });
	const [found] = await run([{ email: 'a@example.com', phone: '415-555-0199' }]);
	expect(found?.name).toBe('Old');
	const [byEmail] = await run(
		[{ email: 'a@example.com', phone: '415-555-0199' }],
		{},
		{ matchBy: ['email'] },
	);
	expect(byEmail?.name).toBe('Young');
});

test('300 rows against 10,000 contacts cost 20 reads and one POST for each new key', async () => {
	const { standIn, organization } = fixture;
	organization.contacts.createMany(
		Array.from({ length: 10_000 }, (_, n) => ({
			fields: { name: `Contact ${n}`, email: `${n}@example.com` },
			createdAt: standIn.clock() - n,
		})),
	);
	const rows = Array.from({ length: 300 }, (_, n) => ({
		email: n % 10 === 0 ? `new${n}@example.com` : `${n * 33}@example.com`,
	}));
	const output = await run(rows);
	expect(output.filter((record) => record.was_created === true)).toHaveLength(30);
	expect(requests()).toEqual({ reads: 20, creates: 30 });
});

test('reading ends with the page on which the last item is found', async () => {
	fixture.standIn.longestPage = 10;
	for (let n = 0; n < 100; n++) {
		fixture.organization.contacts.create({ email: `${n}@example.com` });
	}
	// The stand-in lists the newest first.
	await run([{ email: '95@example.com' }, { email: '72@example.com' }]);
	expect(requests()).toEqual({ reads: 3, creates: 0 });
});

test('an item without any of the chosen keys is refused before any request', async () => {
	const failure = await failureOf(run([{ email: 'a@example.com' }, { name: 'Nobody' }]));
	expect(failure).toMatchObject({
		message: "'Email' or 'Phone Number' must have a value",
		itemIndex: 1,
	});
	expect(requests()).toEqual({ reads: 0, creates: 0 });
});

test('with "continue on fail" the others continue', async () => {
	const rows = [{ name: 'Nobody' }, {}, { email: 'a@example.com' }, { phone: 'none' }];
	const output = await run(rows, { onError: 'continueRegularOutput' });
	expect(flags(output)).toEqual([
		"'Email' or 'Phone Number' must have a value",
		// Not by a name, which Create would take.
		"'Email' or 'Phone Number' must have a value",
		true,
		`'Phone Number' cannot be compared: "none"`,
	]);
});

test('a value that recognizes nobody counts as empty beside another key', async () => {
	for (const email of ['a@example.com', 'b@example.com']) {
		fixture.organization.contacts.create({ email });
	}
	const rows = [
		{ email: 'a@example.com', phone: '0' },
		{ email: 'B@example.com', phone: 'none' },
	];
	const output = await run(rows);
	expect(output.map(({ email }) => email)).toEqual(['a@example.com', 'b@example.com']);
	expect(flags(output)).toEqual([false, false]);
});

test('nothing is created where the reading failed', async () => {
	fixture.standIn.longestPage = 1;
	for (let n = 0; n < 3; n++) fixture.organization.contacts.create({ email: `${n}@example.com` });
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip: 1 });
	const output = await run([{ email: 'x@example.com' }, { email: 'y@example.com' }], {
		onError: 'continueRegularOutput',
	});
	expect(output.map(({ error }) => typeof error)).toEqual(['string', 'string']);
	expect(requests().creates).toBe(0);
});

test.each([
	['shows it, it is found', 'afterwards', 2],
	['does not show it, it stays in doubt', 'status', 1],
] as const)(
	'a create in doubt is in doubt for every item with that key. Where the list then %s when n8n runs the node again',
	async (_, kind, count) => {
		const { standIn, organization } = fixture;
		standIn.faults.add({
			fault: { kind, status: 502 },
			matches: ({ method }) => method === 'POST',
			times: 1,
		});
		const rows = [
			{ email: 'a@example.com' },
			{ email: 'A@example.com' },
			{ email: 'b@example.com' },
		];
		const more = {
			onError: 'continueRegularOutput',
			retryOnFail: true,
			runData: createRunExecutionData(),
		};
		const first = await run(rows, more);
		const doubt = expect.stringContaining('may have been created anyway');
		expect(flags(first)).toEqual([doubt, doubt, true]);
		const again = await run(rows, more);
		const isShown = kind === 'afterwards';
		expect(flags(again)).toEqual(isShown ? [false, false, true] : [doubt, doubt, true]);
		expect(organization.contacts.visible()).toHaveLength(count);
		expect(requests().creates).toBe(2);
	},
);

test('an item whose record is refused leaves its key to the next one', async () => {
	const output = await run(
		[
			{ email: 'not an address', phone: '4155550199' },
			{ email: '', phone: '415-555-0199', name: 'Ada' },
		],
		{ onError: 'continueRegularOutput' },
	);
	expect(output.map(({ error, was_created: created }) => error !== undefined || created)).toEqual([
		true,
		true,
	]);
	expect(output[1]).toMatchObject({ name: 'Ada', was_created: true });
});

test.each([1, 2, 16])(
	'a record that is refused ends the run, and no item with its key is created (%i at a time)',
	async (maxConcurrency) => {
		const { standIn, organization } = fixture;
		standIn.faults.add({
			fault: { kind: 'status', status: 422 },
			matches: ({ body }) => (body as { name?: string } | undefined)?.name === 'Bad',
		});
		const rows = [
			{ name: 'Bad', email: 'a@example.com' },
			{ name: 'Good', email: 'a@example.com' },
		];
		const failure = await failureOf(run(rows, {}, { options: { maxConcurrency } }));
		expect(failure).toMatchObject({ itemIndex: 0, httpCode: '422' });
		expect(requests().creates).toBe(1);
		expect(organization.contacts.visible()).toEqual([]);
	},
);

test('keys that one item is compared by count for what another has created', async () => {
	const rows = [
		{ name: 'By email', email: 'a@example.com', phone: '4155550199', by: 'email' },
		{ name: 'By phone', email: 'b@example.com', phone: '4155550199', by: 'phoneNumber' },
		{ name: 'By email too', email: 'c@example.com', phone: '4155550199', by: '["email"]' },
	];
	const output = await run(rows, {}, { matchBy: '={{ $json.by }}' });
	expect(output.map(({ name, was_created: created }) => [name, created])).toEqual([
		['By email', true],
		['By email', false],
		['By email too', true],
	]);
});

test.each([
	[[], "'Match By' is empty"],
	['={{ [] }}', "'Match By' is empty"],
	['={{ ({}) }}', `'Match By' must be "email" or "phoneNumber", but it is "{}"`],
	[['name'], `'Match By' must be "email" or "phoneNumber", but it is "name"`],
	['={{ null }}', `'Match By' must be "email" or "phoneNumber", but it is "null"`],
])('Match By as %j is refused', async (matchBy, message) => {
	const failure = await failureOf(run([{ email: 'a@example.com' }], {}, { matchBy }));
	expect(failure.message).toBe(message);
	expect(requests()).toEqual({ reads: 0, creates: 0 });
});

test('items of two organizations are looked for in their own, and nothing is created once the run has failed', async () => {
	const { standIn, organization } = fixture;
	const other = standIn.addOrganization('Other');
	organization.contacts.create({ email: 'a@example.com' });
	const organizationId = { __rl: true, mode: 'id', value: '={{ $json.organization }}' };
	const idOf = (one: typeof organization) => standIn.idOf('organization', one);
	const rows = [organization, other].map((one) => ({
		organization: idOf(one),
		email: 'a@example.com',
	}));
	expect(flags(await run(rows, {}, { organizationId }))).toEqual([false, true]);
	// The first item fails while the contacts for the second one are still read.
	standIn.faults.add({
		fault: { kind: 'meanwhile', act: () => standIn.untilInFlight(2) },
		times: 1,
	});
	standIn.latency = 5;
	standIn.longestPage = 1;
	for (let n = 0; n < 20; n++) other.contacts.create({ email: `${n}@example.com` });
	const failing = [
		{ organization: 'unknown', email: 'b@example.com' },
		{ organization: idOf(other), email: 'b@example.com' },
	];
	await failureOf(run(failing, {}, { organizationId }));
	expect(other.contacts.visible()).toHaveLength(21);
});

test("a long reading shows its progress in n8n's log", async () => {
	fixture.organization.contacts.createMany(
		Array.from({ length: 10_001 }, (_, n) => ({ fields: { email: `${n}@example.com` } })),
	);
	const info = jest.spyOn(loggerOf(setup()), 'info');
	await run([{ email: 'new@example.com' }]);
	await execute(fixture.contact('getAll', { filters: { search: 'nobody' } }));
	const lines = info.mock.calls.map(([line]) => line);
	info.mockRestore();
	const line = 'HyperRep: 10,000 contacts read so far (node "HyperRep" in workflow "Contacts")';
	expect(lines).toEqual([line, line]);
});

import { createRunExecutionData, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../dev/n8n/fixture';
import { execute } from '../../dev/n8n/harness';
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
	expect(found).toEqual({ ...standIn.showContact(contact), was_created: false });
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
	]);
	expect(flags(output)).toEqual([true, true, false, false, false]);
	expect(output.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Ada', 'Ben', 'Ben']);
	expect(requests()).toEqual({ reads: 1, creates: 2 });
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

test('500 rows against 20,000 contacts cost 40 reads and one POST for each new key', async () => {
	const { standIn, organization } = fixture;
	organization.contacts.createMany(
		Array.from({ length: 20_000 }, (_, n) => ({
			fields: { name: `Contact ${n}`, email: `${n}@example.com` },
			createdAt: standIn.clock() - n,
		})),
	);
	const rows = Array.from({ length: 500 }, (_, n) => ({
		email: n % 10 === 0 ? `new${n}@example.com` : `${n * 40}@example.com`,
	}));
	const output = await run(rows);
	expect(output.filter((record) => record.was_created === true)).toHaveLength(50);
	expect(requests()).toEqual({ reads: 40, creates: 50 });
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

test('with "continue on fail" the others go on', async () => {
	const output = await run([{ name: 'Nobody' }, { email: 'a@example.com' }, { phone: 'none' }], {
		onError: 'continueRegularOutput',
	});
	expect(flags(output)).toEqual([
		"'Email' or 'Phone Number' must have a value",
		true,
		`'Phone Number' cannot be compared: "none"`,
	]);
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

test('a create in doubt is in doubt for every item with that key, also when n8n runs the node again', async () => {
	const { standIn, organization } = fixture;
	standIn.faults.add({
		fault: { kind: 'afterwards', status: 502 },
		matches: ({ method }) => method === 'POST',
		times: 1,
	});
	const rows = [{ email: 'a@example.com' }, { email: 'A@example.com' }, { email: 'b@example.com' }];
	const more = {
		onError: 'continueRegularOutput',
		retryOnFail: true,
		runData: createRunExecutionData(),
	};
	const first = await run(rows, more);
	const doubt = expect.stringContaining('may have been created anyway');
	expect(flags(first)).toEqual([doubt, doubt, true]);
	const again = await run(rows, more);
	expect(flags(again)).toEqual([doubt, doubt, true]);
	expect(organization.contacts.visible()).toHaveLength(2);
});

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

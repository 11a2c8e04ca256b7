import type { IDataObject } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';

const fixture = useStandIn();
const BY_ITEM = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

/** Items for `count` contacts, with `wrong` in the place of the IDs at those indexes. */
function itemsOf(count: number, wrong: Record<number, string> = {}): IDataObject[] {
	return Array.from({ length: count }, (_, n) => {
		const contact = fixture.organization.contacts.create({ name: `Contact ${n}` });
		return { id: wrong[n] ?? fixture.standIn.idOf('contact', contact) };
	});
}

const get = () => fixture.contact('get', { contactId: BY_ITEM });

test('many items keep their order and their pairing', async () => {
	const output = await execute({ ...get(), items: itemsOf(100) });
	expect(output.map(({ json }) => json.name)).toEqual(
		Array.from({ length: 100 }, (_, n) => `Contact ${n}`),
	);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		Array.from({ length: 100 }, (_, item) => ({ item })),
	);
});

test.each([undefined, 1, 3, 64])('Max Concurrency of %s is reached and kept to', async (value) => {
	const width = value ?? 32;
	const options = value === undefined ? {} : { maxConcurrency: value };
	// The first requests get their responses once as many are under way as may be.
	const { standIn } = fixture;
	standIn.faults.add({
		fault: { kind: 'meanwhile', act: () => standIn.untilInFlight(width) },
		times: width,
	});
	const setup = fixture.contact('get', { contactId: BY_ITEM, options });
	expect(await execute({ ...setup, items: itemsOf(150) })).toHaveLength(150);
	expect(standIn.mostInFlight).toBe(width);
});

test.each([0, 65, 1.5, '={{ "many" }}'])('Max Concurrency of %s is refused', async (value) => {
	const setup = fixture.contact('getAll', { options: { maxConcurrency: value } });
	const failure = await failureOf(execute(setup));
	expect(failure.message).toMatch(/^'Max Concurrency' must be a whole number from 1 to 64/);
	expect(fixture.sent()).toEqual([]);
});

test('after a failure nothing new is created, and what is under way for later items ends', async () => {
	fixture.standIn.latency = 20;
	const items = Array.from({ length: 200 }, (_, n) => ({ name: n === 20 ? '' : `New ${n}` }));
	const failure = await failureOf(
		execute({ ...fixture.contact('create', { name: '={{ $json.name }}' }), items }),
	);
	expect(failure).toMatchObject({ itemIndex: 20 });
	expect(failure.description).toMatch(
		/Items 1 to 20(( and|,) \d+.*)? of 200 were finished\. Run only the rest, or use 'Find or Create'\.$/,
	);
	const created = fixture.sent().length;
	// What had begun before: the items in front, and those side by side with the failing one.
	expect(created).toBeGreaterThanOrEqual(20);
	expect(created).toBeLessThanOrEqual(20 + 16);
});

test('with "continue on fail" a failing item becomes an item with its error, and the others continue', async () => {
	const output = await execute({
		...get(),
		items: itemsOf(4, { 1: '', 2: 'unknown' }),
		onError: 'continueRegularOutput',
	});
	expect(output.map(({ json }) => json.name ?? json)).toEqual([
		'Contact 0',
		{ error: "'Contact' is empty" },
		{ error: 'Could not get the contact "unknown": Invalid contact_id' },
		'Contact 3',
	]);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3].map((item) => ({ item })),
	);
});

test('without it, the first failing item in input order is reported, even where a later one failed earlier', async () => {
	const items = itemsOf(60, { 5: 'unknown', 7: '' });
	fixture.standIn.latency = 20;
	const failure = await failureOf(execute({ ...get(), items }));
	expect(failure).toMatchObject({ itemIndex: 5, httpCode: '400' });
	// Item 7 failed at once, when no more than the first sixteen had begun.
	expect(fixture.sent().length).toBeLessThanOrEqual(16);
});

test('an unusable credential is one clear message, before any request', async () => {
	for (const [change, message] of [
		[{ baseUrl: 'https://user:secret@x.example' }, /^The Base URL must not contain/],
		[{ apiKey: '' }, /^The HyperRep credential has no API key$/],
	] as const) {
		const failure = await failureOf(execute({ ...fixture.contact('getAll'), ...change }));
		expect(failure.type).toBe('NodeOperationError');
		expect(failure.message).toMatch(message);
		// What stands in the wrong field may be the key.
		expect(failure.everything).not.toMatch(/secret|x\.example/);
	}
	expect(fixture.sent()).toEqual([]);
});

test('with "continue on fail" an unusable credential is the error of every item', async () => {
	for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
		const output = await execute({ ...get(), items: itemsOf(2), baseUrl: 'ftp://x', onError });
		expect(output).toEqual(
			[0, 1].map((item) => ({
				json: { error: 'The Base URL must begin with http:// or https://' },
				pairedItem: { item },
			})),
		);
	}
});

test('the path of a Base URL is kept in front', async () => {
	const baseUrl = `${fixture.standIn.url}/proxy/hyperrep/`;
	// The stand-in has nothing at that path, which must not be hidden.
	expect(await failureOf(execute({ ...fixture.contact('getAll'), baseUrl }))).toMatchObject({
		httpCode: '404',
	});
	expect(fixture.standIn.requests[0]?.path).toMatch(
		/^\/proxy\/hyperrep\/api\/v2\/organizations\/[^/]+\/contacts$/,
	);
	expect(fixture.standIn.takeViolations()).toHaveLength(1);
});

test.each([
	{ resource: 'contact', operation: '__CUSTOM_API_CALL__' },
	{ resource: '__CUSTOM_API_CALL__', operation: 'getAll' },
])("n8n's own entry Custom API Call points to HTTP Request: %j", async (chosen) => {
	const failure = await failureOf(execute(fixture.setup(chosen)));
	expect(failure.message).toBe('Custom API Call is made with the HTTP Request node');
	expect(failure.description).toMatch(/Predefined Credential Type.*HyperRep API/);
});

test('a resource that does not exist is named', async () => {
	const failure = await failureOf(execute(fixture.setup({ resource: 'deal', operation: 'get' })));
	expect(failure.message).toMatch(/^The operation ".*" of "deal" does not exist$/);
});

test('a value that names a network error keeps the message as it is', async () => {
	const failure = await failureOf(
		execute(fixture.contact('get', { contactId: byId('ECONNREFUSED ENOENT') })),
	);
	expect(failure.message).toBe(
		'Could not get the contact "ECONNREFUSED ENOENT": Invalid contact_id',
	);
});

test('an item that fails keeps its files', async () => {
	const binary = { file: { mimeType: 'text/plain', data: 'QQ==' } };
	const setup = fixture.contact('create', { name: '' });
	const output = await execute({ ...setup, onError: 'continueErrorOutput', binary });
	expect(output).toMatchObject([{ json: { error: expect.any(String) }, binary }]);
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { hintsAfter, hintsFor } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';

const fixture = useStandIn();

describe('before a run', () => {
	const WRITTEN = [expect.stringMatching(/the same record is written once for each/)];
	const READ = [expect.stringMatching(/the same records are read once for each/)];

	const UNUSED = [expect.stringMatching(/e\.g\. custom_fields\.Roof Type\.$/)];

	test.each<[string, IDataObject[], string[]]>([
		[
			'fields',
			[{ Email: 'x', phone_number: 'y', 'Phone Number': 'z', 'custom_fields.new': 1 }],
			[],
		],
		['custom fields', [{ plan: 'pro', 'Lead-Source': 'web' }], []],
		['nothing', [{ email: 'x', 'Roof Type': 'tile' }], UNUSED],
		['nothing, in a later row', [{ email: 'x' }, { 'custom_fields.': 'x' }], UNUSED],
	])('columns with the names of %s', (_, items, expected) => {
		const field = (id: string, displayName: string) => ({ id, displayName });
		const schema = [
			field('name', 'Name'),
			field('email', 'Email'),
			field('phone_number', 'Phone Number'),
			field('custom_fields.Plan', 'Plan'),
			field('custom_fields.lead source', 'lead source'),
		];
		const columns = { mappingMode: 'autoMapInputData', value: null, schema };
		const setup = fixture.contact('create', { dataMode: 'columns', columns });
		expect(hintsFor({ ...setup, items })).toEqual(expected);
		const byHand = { ...columns, mappingMode: 'defineBelow' };
		const { parameters } = setup;
		expect(hintsFor({ ...setup, items, parameters: { ...parameters, columns: byHand } })).toEqual(
			[],
		);
	});

	test.each<[string, string, INodeParameters, string[]]>([
		['contact', 'create', { name: 'Ada' }, WRITTEN],
		['company', 'create', { name: 'Acme' }, WRITTEN],
		['messageDraft', 'create', { toEmail: 'a@example.com', bodyHtml: 'Hi' }, WRITTEN],
		['responseDraft', 'upsert', { bodyHtml: 'Hi' }, WRITTEN],
		['contact', 'findOrCreate', { email: 'a@example.com' }, READ],
		['contact', 'getAll', {}, READ],
		['sale', 'getAll', { filters: { status: 'Accepted' } }, READ],
		['contact', 'create', { name: '={{ $json.name }}' }, []],
		['sale', 'getAll', { filters: { status: '={{ $json.status }}' } }, []],
		['sale', 'get', { saleId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }, []],
		['contact', 'create', { dataMode: 'columns' }, []],
		['contact', 'findOrCreate', { dataMode: 'columns' }, []],
	])('%s %s with %j', (resource, operation, parameters, expected) => {
		const setup = fixture.setup({ resource, operation, ...parameters });
		expect(hintsFor({ ...setup, items: [{}, {}] })).toEqual(expected);
		expect(hintsFor({ ...setup, items: [{}] })).toEqual([]);
	});

	test.each<[string, INodeParameters, boolean]>([
		['HTML as text', { bodyHtml: 'Hello,<br>you' }, true],
		['HTML with attributes as text', { bodyFormat: 'text', bodyHtml: '<p class="x">Hi</p>' }, true],
		['HTML as HTML', { bodyFormat: 'html', bodyHtml: '<p>Hi</p>' }, false],
		['text', { bodyHtml: '1 < 2 and 3 > 2, <ada@example.com>' }, false],
		['a comparison', { bodyHtml: 'if a<b and c>d' }, false],
		['a line break', { bodyHtml: 'Hello,<BR />you' }, true],
		['nothing', { bodyHtml: '' }, false],
	])('a body of %s', (_, body, isShown) => {
		for (const parameters of [
			{ resource: 'messageDraft', operation: 'create', toEmail: 'a@example.com', ...body },
			{ resource: 'responseDraft', operation: 'upsert', ...body },
		]) {
			const hints = hintsFor(fixture.setup(parameters as INodeParameters));
			expect(hints).toEqual(isShown ? [expect.stringContaining("set 'Body Format' to HTML")] : []);
		}
	});

	test.each(['text', 'html'])('HTML in a text message as %s', (bodyFormat) => {
		const draft = { resource: 'messageDraft', operation: 'create', modality: 'text', bodyFormat };
		const hints = (bodyHtml: string) => hintsFor(fixture.setup({ ...draft, bodyHtml }));
		expect(hints('Hello')).toEqual([]);
		expect(hints('<p>Hello</p>')).toEqual([
			"'Body' contains HTML, which a text message cannot have: the customer will see the tags.",
		]);
	});
});

describe('after a run', () => {
	beforeEach(() => {
		for (let n = 0; n < 60; n++) fixture.organization.contacts.create({ name: `Contact ${n}` });
	});

	const hints = async (parameters: INodeParameters, items = [{}]) =>
		await hintsAfter({ ...fixture.contact('getAll', parameters), items });

	const NOBODY = { search: 'nobody' };
	const MORE = "Returned 50. There are more: turn on 'Return All', or raise 'Limit'.";
	const NONE = 'No contact matched; 60 were read.';

	test.each<[string, INodeParameters, string[]]>([
		['a list that the limit cuts off', {}, [MORE]],
		['a list that the limit cuts off within a page', { filters: { search: 'contact' } }, [MORE]],
		['a list as long as the limit', { limit: 60 }, []],
		['a filtered list as long as the limit', { limit: 60, filters: { search: 'contact' } }, []],
		['all of a list', { returnAll: true }, []],
		['the newest ones, of which the user chose how many', { options: { order: 'newest' } }, []],
		['filters that leave nothing', { filters: NOBODY }, [NONE]],
		[
			'filters that leave nothing, in order',
			{ filters: NOBODY, options: { order: 'oldest' } },
			[NONE],
		],
		['filters that leave nothing of all', { returnAll: true, filters: NOBODY }, [NONE]],
	])('that gave %s', async (_, parameters, expected) => {
		expect(await hints(parameters)).toEqual(expected);
	});

	test('a limit that ends with a page says whether there is another', async () => {
		fixture.standIn.longestPage = 10;
		expect(await hints({ limit: 20 })).toEqual([MORE.replace('50', '20')]);
		// Nobody knows whether the next pages hold one that matches.
		expect(await hints({ limit: 20, filters: { search: 'contact' } })).toEqual([
			"Returned 20. There may be more: turn on 'Return All', or raise 'Limit'.",
		]);
	});

	test('a filter that leaves out the only record says so', async () => {
		const { organization, standIn } = fixture;
		const conversation = organization.addConversation(1);
		organization.addMessage(conversation);
		const messages = { resource: 'message', operation: 'getAll', filters: { modality: 'fax' } };
		const conversationId = byId(standIn.idOf('conversation', conversation));
		expect(await hintsAfter(fixture.setup({ ...messages, conversationId }))).toEqual([
			'No message matched; 1 was read.',
		]);
	});

	test('several items say of how many it is so', async () => {
		const items = [{ name: 'contact 1' }, { name: 'nobody' }, { name: 'contact 59' }];
		expect(await hints({ limit: 1, filters: { search: '={{ $json.name }}' } }, items)).toEqual([
			"For 1 of 3 items, there are more than were returned: turn on 'Return All', or raise 'Limit'.",
			'For 1 of 3 items no contact matched; 60 were read.',
		]);
	});

	test('several items say that there may be more where nobody knows it of any', async () => {
		fixture.standIn.longestPage = 10;
		const items = [{ name: 'contact 59' }, { name: 'contact 58' }];
		const found = await hints({ limit: 1, filters: { search: '={{ $json.name }}' } }, items);
		expect(found).toEqual([
			"For 2 of 2 items, there may be more than were returned: turn on 'Return All', or raise 'Limit'.",
		]);
	});

	test('an empty list, and one that HyperRep has filtered, need no explanation', async () => {
		const parameters = {
			resource: 'sale',
			operation: 'getAll',
			filters: { startDate: '2026-01-01' },
		};
		expect(await hintsAfter(fixture.setup(parameters))).toEqual([]);
	});
});

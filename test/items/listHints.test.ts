import type { INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { hintsAfter } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';

const fixture = useStandIn();

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
])('after %s', async (_, parameters, expected) => {
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

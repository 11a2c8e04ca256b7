import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';
import { MINUTE } from '../../../dev/standIn/microseconds';
import type { StoredContact } from '../../../dev/standIn/store';

const fixture = useStandIn();
const START = Date.UTC(2026, 3, 1) * 1000;
let contact: StoredContact;

beforeEach(() => {
	const { organization } = fixture;
	contact = organization.contacts.create({ name: 'Ada' });
	for (let n = 0; n < 10; n++) organization.addConversation(contact.number, START + n * MINUTE);
	organization.addConversation(contact.number + 1000, START);
});

const setup = (parameters: INodeParameters = {}) =>
	fixture.contact('getConversations', {
		contactId: byId(fixture.standIn.idOf('contact', contact)),
		returnAll: true,
		...parameters,
	});

const queries = () => fixture.sent().map(({ query }) => query);

test('gives the conversations of the contact, exactly as HyperRep returned them', async () => {
	const output = await execute(setup());
	const own = fixture.organization.conversations
		.visible()
		.filter((c) => c.contact === contact.number);
	expect(output).toEqual(
		own.map((one) => ({
			json: fixture.standIn.show(fixture.organization.conversations, one),
			pairedItem: { item: 0 },
		})),
	);
	expect(queries()).toEqual([{ limit: '500' }]);
});

test('every page carries both filters', async () => {
	fixture.standIn.longestPage = 2;
	const filters = { startDate: '2026-04-01T00:02:00Z', endDate: '2026-04-01T00:06:00Z' };
	const output = await execute(setup({ filters }));
	expect(output).toHaveLength(5);
	expect(queries()).toHaveLength(3);
	for (const query of queries()) {
		expect(query).toMatchObject({ start_date: filters.startDate, end_date: filters.endDate });
	}
});

test('the limit', async () => {
	expect(await execute(setup({ returnAll: false, limit: 3 }))).toHaveLength(3);
	expect(queries()).toEqual([{ limit: '3' }]);
});

test.each(['false', 'No', 0, null])(
	'the limit counts where Return All is %j',
	async (returnAll) => {
		await execute(setup({ returnAll, limit: 3 }));
		expect(queries()).toEqual([{ limit: '3' }]);
	},
);

test('dates without a time are whole days in the time zone of the workflow', async () => {
	const filters = { startDate: '2026-04-01', endDate: '={{ "2026-04" }}' };
	await execute({ ...setup({ filters }), timezone: 'Europe/Berlin' });
	expect(queries()[0]).toMatchObject({
		start_date: '2026-03-31T22:00:00Z',
		end_date: '2026-04-30T21:59:59.999999Z',
	});
});

test('what is no date is said before any request', async () => {
	const failure = await failureOf(execute(setup({ filters: { startDate: 'yesterday' } })));
	expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.message).toBe(`'Start Date' is not a date and time: "yesterday"`);
	expect(fixture.sent()).toEqual([]);
});

test('a start after the end is refused before any request', async () => {
	const filters = { startDate: '2026-04-02T00:00:00Z', endDate: '2026-04-01T00:00:00Z' };
	const failure = await failureOf(execute(setup({ filters })));
	expect(failure.message).toBe(
		`'Start Date' ("2026-04-02T00:00:00Z") is after 'End Date' ("2026-04-01T00:00:00Z")`,
	);
	expect(fixture.sent()).toEqual([]);
});

test.each([0, -1, 1.5, '={{ "many" }}', '={{ null }}'])(
	'a limit of %s is refused',
	async (limit) => {
		const failure = await failureOf(execute(setup({ returnAll: false, limit })));
		expect(failure.message).toMatch(/^'Limit' must be a whole number of at least 1/);
		expect(fixture.sent()).toEqual([]);
	},
);

test('a filter left empty counts as absent, and one whose expression gives nothing is refused', async () => {
	await execute(setup({ filters: { startDate: '', endDate: '' } }));
	expect(queries()).toEqual([{ limit: '500' }]);
	const failure = await failureOf(
		execute(setup({ filters: { startDate: '={{ $json.missing }}' } })),
	);
	expect(failure.message).toBe("'Start Date' is empty");
});

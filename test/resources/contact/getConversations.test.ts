import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../../dev/n8n/fixture';
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

test.each([
	['2026-04-01T00:00:00', 'Europe/Berlin', '2026-03-31T22:00:00Z'],
	['2026-04-01T00:00:00', 'America/New_York', '2026-04-01T04:00:00Z'],
	['2026-04-01T00:00:00+05:30', 'Europe/Berlin', '2026-03-31T18:30:00Z'],
	['2026-04-01T00:00:00Z', 'Europe/Berlin', '2026-04-01T00:00:00Z'],
	['2026-04-01 08:00:00', 'UTC', '2026-04-01T08:00:00Z'],
	['2026-04-01', 'UTC', '2026-04-01T00:00:00Z'],
	['2026-03-12T00:32:13.782565Z', 'UTC', '2026-03-12T00:32:13.782565Z'],
	['2026-03-12T00:32:13.78Z', 'UTC', '2026-03-12T00:32:13.780Z'],
	['Wed, 01 Apr 2026 02:00:00 +0200', 'UTC', '2026-04-01T00:00:00Z'],
	['={{ new Date(1774998000000) }}', 'UTC', '2026-03-31T23:00:00Z'],
	['={{ 1774998000000 }}', 'UTC', '2026-03-31T23:00:00Z'],
	['={{ DateTime.fromISO("2026-04-01T00:00:00+02:00") }}', 'UTC', '2026-03-31T22:00:00Z'],
])('%s in the time zone %s is sent as %s', async (startDate, timezone, expected) => {
	await execute({ ...setup({ filters: { startDate } }), timezone });
	expect(queries()[0]?.start_date).toBe(expected);
});

test.each([
	'yesterday',
	'10:00',
	'2026-13-01',
	'2026-13',
	'202613',
	'2026-W54',
	'={{ 42 }}',
	'={{ {} }}',
	'={{ true }}',
])('%s is not a date, which is said before any request', async (startDate) => {
	const failure = await failureOf(execute(setup({ filters: { startDate } })));
	expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.message).toMatch(/^'Start Date' is not a date and time: "/);
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

test.each([
	['2026-04-30', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-04-30', 'America/New_York', '2026-05-01T03:59:59.999999Z'],
	['2026-04', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['202604', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026', 'UTC', '2026-12-31T23:59:59.999999Z'],
	['2026-W01', 'UTC', '2026-01-04T23:59:59.999999Z'],
	['2026W01', 'Europe/Berlin', '2026-01-04T22:59:59.999999Z'],
	['2026-W01-1', 'UTC', '2025-12-29T23:59:59.999999Z'],
	['20260430', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['2026-120', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['={{ " 2026-04-30 " }}', 'UTC', '2026-04-30T23:59:59.999999Z'],
	['1774998000000', 'UTC', '2026-03-31T23:00:00Z'],
	['2026-04-30T00:00:00', 'UTC', '2026-04-30T00:00:00Z'],
	['2026-04-30T00:00:00.000001', 'UTC', '2026-04-30T00:00:00.000001Z'],
	['2026-04-30T02:00:00+02:00', 'UTC', '2026-04-30T00:00:00Z'],
	['={{ DateTime.fromISO("2026-04-30", { zone: "utc" }) }}', 'UTC', '2026-04-30T00:00:00Z'],
	['2026-04-30 08:00', 'UTC', '2026-04-30T08:00:00Z'],
	// Clocks are put back from midnight to eleven: the day has its last hour twice.
	['2026-04-04', 'America/Santiago', '2026-04-05T03:59:59.999999Z'],
	// Clocks skip the first hour of the next day.
	['2026-09-05', 'America/Santiago', '2026-09-06T03:59:59.999999Z'],
])('an end on %s in %s is sent as %s', async (endDate, timezone, expected) => {
	await execute({ ...setup({ filters: { endDate } }), timezone });
	expect(queries()[0]?.end_date).toBe(expected);
});

test.each([
	['2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
	['2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
])('%s in Berlin is the same instant in every season', async (startDate, expected) => {
	for (const season of ['2026-01-15', '2026-07-15']) {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(season));
		await execute({ ...setup({ filters: { startDate } }), timezone: 'Europe/Berlin' });
		clock.mockRestore();
		expect(queries().at(-1)?.start_date).toBe(expected);
	}
});

test('epoch milliseconds count as text, too', async () => {
	await execute(setup({ filters: { startDate: '1774998000000' } }));
	expect(queries()[0]?.start_date).toBe('2026-03-31T23:00:00Z');
});

test('a filter left empty counts as absent, and one whose expression gives nothing is refused', async () => {
	await execute(setup({ filters: { startDate: '', endDate: '' } }));
	expect(queries()).toEqual([{ limit: '500' }]);
	const failure = await failureOf(
		execute(setup({ filters: { startDate: '={{ $json.missing }}' } })),
	);
	expect(failure.message).toBe("'Start Date' is empty");
});

import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { resources } from '../../nodes/HyperRep/resources';
import { fill as fillWorld, OPERATIONS, withIds } from './operations';

const fixture = useStandIn();
const AT = Date.UTC(2026, 3, 1) * 1000;

/** The records of each kind, oldest first: their `label` in the tables below is their name. */
function fill(): void {
	const { organization } = fixture;
	const contacts: Array<[string, IDataObject, number?]> = [
		['Ada', { email: 'Ada@Example.com', phone_number: '+14155550199' }],
		['Ben', { email: ' ben@example.com', phone_number: '513-867-5309' }],
		[
			'María García',
			{ phone_number: '+44 20 7183 8750', custom_fields: { plan: 'pro', seats: 3 } },
		],
		['Dora', { custom_fields: { plan: 'pro', seats: 4, vip: true, notes: null } }],
		['Eve', { email: null, custom_fields: { plan: 'Pro', tags: ['a'] } }],
	];
	contacts.forEach(([name, fields], n) =>
		organization.contacts.create({ name, ...fields }, { createdAt: AT + n }),
	);
	organization.contacts.create({ name: 'No date', extra: { created_at: 'yesterday' } });
	const companies = [
		['Acme Roofing', 'acme.example'],
		['Blue Harbor', 'dental.example'],
		['Naïve & Söhne', null],
	] as const;
	companies.forEach(([name, domain], n) =>
		organization.addCompany(name, domain, {}, { createdAt: AT + n * 60_000_000 }),
	);
	const folders: Array<[string, IDataObject]> = [
		['inbox', { isRead: true }],
		['inbox', { isRead: false }],
		['sales-follow-up', { isRead: false }],
		['primary', { extra: { is_read: null } }],
	];
	folders.forEach(([folder, fields], n) =>
		organization.addConversation(1, AT + n, { folder, ...fields }),
	);
	const conversation = organization.conversations.visible()[0];
	if (conversation === undefined) throw new Error('There is no conversation');
	const messages: IDataObject[] = [
		{ modality: 'email', message_direction: 'sent' },
		{ modality: 'email', message_direction: 'received' },
		{ modality: 'Call', message_direction: 'inbound' },
		{ modality: 'text', extra: { message_direction: null } },
		{ modality: 'text', message_direction: 'sent', sentAt: null },
	];
	messages.forEach((fields, n) =>
		organization.addMessage(conversation, { subject: `${n}`, sentAt: AT + n, ...fields }),
	);
	for (const [n, label] of ['Quote Sent', 'Accepted', 'Wartet auf Größe'].entries()) {
		organization.addSale({ label, custom_fields: { n } }, { createdAt: AT + n });
	}
	organization.addSale({ custom_fields: { n: 3 }, extra: { current_status: null } });
}

beforeEach(fill);

type Filters = Record<string, unknown>;

const setup = (resource: string, filters: Filters, more: INodeParameters = {}) => {
	const conversation = fixture.organization.conversations.visible()[0] ?? { number: 0 };
	return fixture.setup({
		resource,
		operation: 'getAll',
		returnAll: true,
		filters: filters as INodeParameters,
		...(resource === 'message' && {
			conversationId: byId(fixture.standIn.idOf('conversation', conversation)),
		}),
		...more,
	});
};

/** What tells a record from the others of its kind. */
const labelOf = ({ name, subject, folder, is_read: isRead, custom_fields: fields }: IDataObject) =>
	String(name ?? subject ?? (folder && `${String(folder)} ${isRead}`) ?? (fields as IDataObject).n);

const found = async (resource: string, filters: Filters, more: INodeParameters = {}) =>
	(await execute(setup(resource, filters, more))).map(({ json }) => labelOf(json)).sort();

const rows = (...pairs: Array<[string, string]>) => ({
	customFields: { field: pairs.map(([name, value]) => ({ name, value })) },
});

const CONTACTS = ['Ada', 'Ben', 'Dora', 'Eve', 'María García', 'No date'];
const after = (n: number) => `2026-04-01T00:00:00.00000${n}Z`;

test.each<[string, Filters, string[]]>([
	['contact', {}, CONTACTS],
	[
		'contact',
		{ search: '', email: ' ', phoneNumber: '', createdAfter: '', customFields: {} },
		CONTACTS,
	],
	['contact', { customFields: { field: [{ name: '', value: '' }] } }, CONTACTS],
	['contact', { email: 'ADA@example.COM\n' }, ['Ada']],
	['contact', { email: 'ben@example.com' }, ['Ben']],
	['contact', { email: 'example.com' }, []],
	['contact', { phoneNumber: '(415) 555-0199' }, ['Ada']],
	['contact', { phoneNumber: '1 415 555 0199' }, ['Ada']],
	['contact', { phoneNumber: '={{ 15138675309 }}' }, ['Ben']],
	['contact', { phoneNumber: '+442071838750' }, ['María García']],
	['contact', { phoneNumber: '555-0199' }, []],
	['contact', { search: 'garcia maria' }, ['María García']],
	['contact', { search: 'EXAMPLE' }, ['Ada', 'Ben']],
	['contact', { search: '415-555' }, ['Ada']],
	['contact', { search: 'pro' }, []],
	['contact', rows(['plan', 'pro']), ['Dora', 'María García']],
	['contact', rows(['plan', 'pro'], ['seats', '3']), ['María García']],
	['contact', rows(['plan', 'pro'], ['seats', '={{ 4 }}']), ['Dora']],
	['contact', rows(['vip', 'true']), ['Dora']],
	['contact', rows(['vip', '={{ true }}']), ['Dora']],
	['contact', rows(['plan', 'pro'], ['seats', '5']), []],
	['contact', rows(['plan', '']), ['Ada', 'Ben', 'No date']],
	['contact', rows(['toString', '']), CONTACTS],
	['contact', { createdAfter: after(2) }, ['Dora', 'Eve', 'María García']],
	['contact', { createdBefore: after(2) }, ['Ada', 'Ben']],
	['contact', { createdAfter: after(1), createdBefore: after(3) }, ['Ben', 'María García']],
	['contact', { createdAfter: after(1), createdBefore: after(1) }, []],
	['contact', { createdAfter: '2026-04-01', createdBefore: '2026-04-02' }, CONTACTS.slice(0, 5)],
	['contact', { createdBefore: '2026-04-01' }, []],
	[
		'contact',
		{ search: 'a', createdAfter: after(2), ...rows(['plan', 'pro']) },
		['Dora', 'María García'],
	],
	['company', {}, ['Acme Roofing', 'Blue Harbor', 'Naïve & Söhne']],
	['company', { search: 'DENTAL' }, ['Blue Harbor']],
	['company', { search: 'naive sohne' }, ['Naïve & Söhne']],
	[
		'company',
		{ createdAfter: '2026-04-01T00:01:00Z', createdBefore: '2026-04-01T00:02:00Z' },
		['Blue Harbor'],
	],
	['conversation', { folder: 'INBOX ' }, ['inbox false', 'inbox true']],
	['conversation', { folder: 'Sales Follow-Up' }, ['sales-follow-up false']],
	['conversation', { folder: 'inbox', readStatus: 'unread' }, ['inbox false']],
	['conversation', { readStatus: 'read' }, ['inbox true']],
	[
		'conversation',
		{ readStatus: '={{ "UNREAD" }}' },
		['inbox false', 'primary null', 'sales-follow-up false'],
	],
	[
		'conversation',
		{ readStatus: '', folder: '' },
		['inbox false', 'inbox true', 'primary null', 'sales-follow-up false'],
	],
	['message', { direction: 'sent' }, ['0', '4']],
	['message', { direction: 'received' }, ['1', '2', '3']],
	['message', { modality: 'email' }, ['0', '1']],
	['message', { modality: 'call' }, []],
	['message', { modality: 'Call' }, ['2']],
	['message', { modality: 'text', direction: 'received' }, ['3']],
	['sale', { status: 'accepted' }, ['1']],
	['sale', { status: ' QUOTE SENT' }, ['0']],
	['sale', { status: 'quote_sent' }, ['0']],
	['sale', { status: 'wartet AUF größe' }, ['2']],
	['sale', { status: 'WARTET AUF GRO\u0308SSE' }, ['2']],
	['sale', { status: 'null' }, []],
])('%s with the filters %j gives %j', async (resource, filters, expected) => {
	expect(await found(resource, filters)).toEqual(expected);
});

test.each<[string, Filters, string]>([
	['contact', { createdAfter: '={{ $json.missing }}' }, "'Created After' is empty"],
	['contact', { createdBefore: '={{ null }}' }, "'Created Before' is empty"],
	['contact', { createdAfter: 'soon' }, `'Created After' is not a date and time: "soon"`],
	[
		'contact',
		{ createdAfter: '2026-04-02', createdBefore: '2026-04-01' },
		`'Created After' ("2026-04-02T00:00:00Z") is after 'Created Before' ("2026-04-01T00:00:00Z")`,
	],
	['contact', { phoneNumber: 'none' }, `'Phone Number' in 'Filters' cannot be compared: "none"`],
	['contact', { phoneNumber: '0' }, `'Phone Number' in 'Filters' cannot be compared: "0"`],
	['contact', { search: '={{ ({}) }}' }, "'Search' must be text, but it is an object"],
	[
		'contact',
		rows(['plan', '={{ [1] }}']),
		'The custom field "plan" must be text, but it is a list',
	],
	['contact', rows(['', 'pro']), 'The custom field with the value "pro" has no name'],
	['contact', { search: '={{ $json.first }} {{ $json.last }}' }, "'Search' is empty"],
	['contact', { email: '=' }, "'Email' is empty"],
	['contact', { search: '={{ [] }}' }, "'Search' is empty"],
	['contact', { email: '={{ "\u200b" }}' }, "'Email' is empty"],
	['sale', { status: '={{ " \u200b" }}' }, "'Status' is empty"],
	['contact', rows(['plan', '={{ $json.missing }}']), 'The custom field "plan" has no value'],
	['contact', rows(['plan', '={{ null }}']), 'The custom field "plan" has no value'],
	['contact', rows(['plan', '={{ "" }}']), 'The custom field "plan" has no value'],
	[
		'contact',
		rows(['seats', '4'], ['plan', '={{ $json.missing }}']),
		'The custom field "plan" has no value',
	],
	['contact', rows(['={{ $json.missing }}', '']), "'Custom Fields → Name' is empty"],
	['contact', rows(['={{ $json.missing }}', 'pro']), "'Custom Fields → Name' is empty"],
	['sale', { startDate: '={{ undefined }}' }, "'Start Date' is empty"],
	['auditLog', { agentId: byId('={{ $json.missing }}') }, "'Agent' is empty"],
	['auditLog', { agentId: '={{ "" }}' }, "'Agent' is empty"],
	[
		'auditLog',
		{ recordType: 'contact' },
		`'Record Type' must be "conversation", "message_draft", "response_draft" or "sale", but it is "contact"`,
	],
	[
		'conversation',
		{ readStatus: 'maybe' },
		`'Read Status' must be "read" or "unread", but it is "maybe"`,
	],
	['message', { direction: '={{ 7 }}' }, `'Direction' must be "received" or "sent", but it is "7"`],
])('%s with the filters %j is refused before any request', async (resource, filters, message) => {
	const failure = await failureOf(execute(setup(resource, filters)));
	expect(failure).toMatchObject({ message, type: 'NodeOperationError', itemIndex: 0 });
	expect(fixture.sent()).toEqual([]);
});

test('a filter that is left empty is not sent', async () => {
	await execute(
		setup('auditLog', { agentId: byId(''), recordType: '', actionType: '', startDate: '' }),
	);
	expect(fixture.sent().map(({ query }) => query)).toEqual([{ limit: '500' }]);
});

/** Every filter that takes an expression, with the operation that has it. */
const FILTERS = resources.flatMap(({ option, operations }) =>
	operations.flatMap((operation) =>
		(operation.fields.find(({ name }) => name === 'filters')?.options ?? [])
			.filter((field) => 'type' in field && field.type !== 'fixedCollection')
			.map((field) => [option.value, operation.option.value, field as INodeProperties] as const),
	),
);

/** An operation with nothing but a filter, for a row without `value`. */
async function runWith(
	[resource, operation, { name, type }]: (typeof FILTERS)[number],
	entered: string,
) {
	const world = fillWorld(fixture);
	const { parameters = {} } = OPERATIONS.find((each) => each.name === `${resource}.${operation}`)!;
	const filters = { [name]: type === 'resourceLocator' ? byId(entered) : entered };
	const all = withIds({ ...parameters, filters }, world, fixture.standIn);
	return await execute(fixture.setup({ resource, operation, ...all }));
}

describe.each(FILTERS.map((each) => [`${each[0]} ${each[1]} ${each[2].name}`, each] as const))(
	'%s',
	(_, filter) => {
		test.each(['undefined', 'null', '""', '"  "', '$json.value', '[]'])(
			'is refused where the expression of its author gives nothing: %s',
			async (expression) => {
				const failure = await failureOf(runWith(filter, `={{ ${expression} }}`));
				expect(failure.message).toBe(`'${filter[2].displayName}' is empty`);
				expect(failure.description).toMatch(/every record would match/);
				expect(fixture.sent()).toEqual([]);
			},
		);

		test.each(['', '={{ $fromAI("value", "", "string", "") }}', '={{ $fromAI("value") }}'])(
			'counts as absent where it is left empty in the panel, or by a model: %j',
			async (entered) => {
				await runWith(filter, entered);
				expect(fixture.sent()).toMatchObject([{ query: { limit: expect.any(String) } }]);
				expect(Object.keys(fixture.sent()[0]?.query ?? {})).toEqual(['limit']);
			},
		);
	},
);

test('the row of a custom field that an AI model leaves empty counts as absent', async () => {
	const left = '={{ $fromAI("value", "", "string", "") }}';
	expect(await found('contact', rows(['plan', left], ['seats', '4']))).toEqual(['Dora']);
	expect(await found('contact', rows([left, left]))).toEqual(CONTACTS);
});

test('a filter that an AI model leaves empty is not sent', async () => {
	const left = '={{ $fromAI("value", "", "string", "") }}';
	await execute(setup('auditLog', { agentId: byId(left), startDate: left, endDate: left }));
	expect(fixture.sent().map(({ query }) => query)).toEqual([{ limit: '500' }]);
});

test('what HyperRep filters and what the node filters go together', async () => {
	expect(
		await found('conversation', { startDate: after(1), endDate: after(2), readStatus: 'unread' }),
	).toEqual(['inbox false', 'sales-follow-up false']);
	expect(fixture.sent()[0]?.query).toEqual({
		limit: '500',
		start_date: '2026-04-01T00:00:00.000001Z',
		end_date: '2026-04-01T00:00:00.000002Z',
	});
});

describe('a limit', () => {
	// The stand-in lists the newest first, so the contacts come out from 99 to 0.
	beforeEach(() => {
		fixture.organization = fixture.standIn.addOrganization('Many');
		fixture.standIn.longestPage = 10;
		for (let n = 0; n < 100; n++) {
			const name = `${n % 5 === 0 ? 'Five' : 'Other'} ${n}`;
			fixture.organization.contacts.create({ name }, { createdAt: AT + n });
		}
	});

	test.each([
		[1, 1],
		[2, 1],
		[3, 2],
		[4, 2],
		[20, 10],
		[21, 10],
	])('of %i matches is reached after %i pages, and no more are read', async (limit, pages) => {
		const output = await execute(setup('contact', { search: 'five' }, { returnAll: false, limit }));
		expect(output.map(({ json }) => json.name)).toEqual(
			Array.from({ length: Math.min(limit, 20) }, (_, n) => `Five ${95 - n * 5}`),
		);
		expect(fixture.sent()).toHaveLength(pages);
		expect(fixture.sent().every(({ query }) => query.limit === '500')).toBe(true);
	});
});

test('a contact without custom fields has none of them', async () => {
	const { standIn, organization } = fixture;
	for (let n = 0; n < 3; n++) organization.contacts.create({ name: `Contact ${n}` });
	standIn.faults.add({
		fault: {
			kind: 'change',
			change: ({ data, pagination }) => ({
				data: (data as object[]).map((contact, n) => ({
					...contact,
					custom_fields: [null, undefined, { plan: 'pro' }][n % 3],
				})),
				pagination,
			}),
		},
	});
	const setup = { filters: rows(['plan', '']), returnAll: true };
	const contacts = await execute(fixture.contact('getAll', setup));
	const all = organization.contacts.visible().length;
	expect(contacts).toHaveLength(all - Math.floor(all / 3));
});

test.each([
	['sale', 'status', ' ACCEPTED ', ['1']],
	['conversation', 'folder', 'Sales Follow-Up', ['sales-follow-up false']],
	['message', 'modality', ' Call', ['2']],
])(
	'%s: %s is the same from the list, by name, and as bare text',
	async (resource, name, value, expected) => {
		for (const entered of [
			value,
			{ __rl: true, mode: 'list', value, cachedResultName: value },
			{ __rl: true, mode: 'name', value },
		]) {
			expect(await found(resource, { [name]: entered })).toEqual(expected);
		}
	},
);

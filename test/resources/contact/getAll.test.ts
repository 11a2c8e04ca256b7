import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute, loggerOf } from '../../../dev/n8n/harness';
import { addSampleOrganization } from '../../../dev/standIn/sampleData';

const fixture = useStandIn();

beforeEach(() => {
	fixture.organization = addSampleOrganization(fixture.standIn, { contacts: 1200 });
});

const shown = () => {
	const { standIn, organization } = fixture;
	return organization.contacts
		.visible()
		.map((contact) => standIn.show(organization.contacts, contact));
};

test('Return All reads pages of 500 and gives each contact exactly as HyperRep returned it', async () => {
	const first = fixture.organization.contacts.visible()[0]?.number ?? 0;
	fixture.organization.contacts.edit(first, { extra: { notes: null, tags: ['new'] } });
	const output = await execute(fixture.contact('getAll', { returnAll: true }));
	expect(output.map(({ json }) => json)).toEqual(shown());
	expect(output[0]?.json).toMatchObject({ notes: null, tags: ['new'] });
	expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	expect(fixture.sent().map(({ query }) => query.limit)).toEqual(['500', '500', '500']);
});

test('without one, the limit is 50', async () => {
	const output = await execute(fixture.contact('getAll'));
	expect(output).toHaveLength(50);
	expect(fixture.sent().map(({ query }) => query)).toEqual([{ limit: '50' }]);
});

test.each([
	[1, 500, ['1']],
	[500, 500, ['500']],
	[501, 500, ['500', '1']],
	[7, 3, ['7', '4', '1']],
	[1200, 500, ['500', '500', '200']],
	[5000, 500, ['500', '500', '500']],
])(
	'a limit of %i over pages of at most %i asks for no more than is left',
	async (limit, longest, asked) => {
		fixture.standIn.longestPage = longest;
		const output = await execute(fixture.contact('getAll', { limit }));
		expect(output.map(({ json }) => json)).toEqual(shown().slice(0, limit));
		expect(fixture.sent().map(({ query }) => query.limit)).toEqual(asked);
	},
);

test("a long list shows its progress in n8n's log", async () => {
	const { standIn, organization } = fixture;
	const createdAt = standIn.clock();
	organization.contacts.createMany(
		Array.from({ length: 19_300 }, (_, n) => ({ fields: { name: `Contact ${n}` }, createdAt })),
	);
	const info = jest.spyOn(loggerOf(fixture.setup()), 'info');
	await execute(fixture.contact('getAll', { returnAll: true }));
	await execute(fixture.contact('getAll', { limit: 9999 }));
	const lines = info.mock.calls.map(([line]) => line);
	info.mockRestore();
	expect(lines).toEqual([
		'HyperRep: 10,000 contacts read so far (node "HyperRep" in workflow "Contacts")',
		'HyperRep: 20,000 contacts read so far (node "HyperRep" in workflow "Contacts")',
	]);
});

test('the organization is evaluated for each item', async () => {
	const { standIn } = fixture;
	const other = standIn.addOrganization('Other');
	other.contacts.create({ name: 'Somebody else' });
	const items = [fixture.organization, other].map((organization) => ({
		id: standIn.idOf('organization', organization),
	}));
	const output = await execute({
		...fixture.contact('getAll', {
			organizationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			limit: 2,
		}),
		items,
	});
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 0 },
		{ item: 1 },
	]);
	expect(output[2]?.json.name).toBe('Somebody else');
});

test('a refused list names nothing that HyperRep was not sent', async () => {
	const body = JSON.stringify({ detail: 'No' });
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 400, body, type: 'application/json' },
	});
	const { description } = await failureOf(execute(fixture.contact('getAll')));
	expect(description).toBe("Check 'Organization'. (HTTP 400)");
});

test('an empty organization gives no items', async () => {
	fixture.organization = fixture.standIn.addOrganization('Empty');
	expect(await execute(fixture.contact('getAll', { returnAll: true }))).toEqual([]);
});

describe('a contact that is created while the list is read', () => {
	const readWhileCreated = async (parameters: INodeParameters) => {
		const { standIn, organization } = fixture;
		standIn.longestPage = 7;
		const add = () => void organization.contacts.create({ name: 'New' });
		standIn.faults.add({ fault: { kind: 'meanwhile', act: add }, skip: 1, times: 2 });
		const output = await execute(fixture.contact('getAll', parameters));
		return output.map(({ json }) => json.contact_id);
	};

	test('moves those behind it, and none of them comes twice', async () => {
		fixture.organization = addSampleOrganization(fixture.standIn, { contacts: 20 });
		const before = shown().map(({ contact_id: id }) => id);
		expect(await readWhileCreated({ returnAll: true })).toEqual(before);
	});

	test('takes none of their places below a limit', async () => {
		fixture.organization = addSampleOrganization(fixture.standIn, { contacts: 20 });
		const before = shown().map(({ contact_id: id }) => id);
		expect(await readWhileCreated({ limit: 19 })).toEqual(before.slice(0, 19));
	});
});

test('a list whose records have no ID is read as it comes', async () => {
	fixture.standIn.faults.add({
		fault: {
			kind: 'change',
			change: ({ data, ...page }) => ({
				...page,
				data: (data as object[]).map((contact) => ({ ...contact, contact_id: null })),
			}),
		},
	});
	expect(await execute(fixture.contact('getAll', { returnAll: true }))).toHaveLength(1200);
});

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';

const fixture = useStandIn();

test('gets the contact by the ID of its item', async () => {
	const { standIn, organization } = fixture;
	const contacts = ['Ada', 'Bruno', 'Carmen'].map((name) => organization.contacts.create({ name }));
	const output = await execute({
		...fixture.contact('get', {
			contactId: { __rl: true, mode: 'id', value: '={{ $json.contact_id }}' },
		}),
		items: contacts.map((contact) => ({ contact_id: standIn.idOf('contact', contact) })),
	});
	expect(output).toEqual(
		contacts.map((contact, item) => ({
			json: standIn.show(organization.contacts, contact),
			pairedItem: { item },
		})),
	);
});

test('takes the ID of a contact chosen from the list', async () => {
	const { standIn, organization } = fixture;
	const contact = organization.contacts.create({ name: 'Ada' });
	const contactId = { __rl: true, mode: 'list', value: standIn.idOf('contact', contact) };
	const output = await execute(fixture.contact('get', { contactId }));
	expect(output.map(({ json }) => json.name)).toEqual(['Ada']);
});

test('a missing contact is named with its ID and the parameter to look at', async () => {
	const { standIn, organization } = fixture;
	const contact = organization.contacts.create({ name: 'Ada' });
	organization.contacts.delete(contact.number);
	const id = standIn.idOf('contact', contact);
	const failure = await failureOf(execute(fixture.contact('get', { contactId: byId(id) })));
	expect(failure).toMatchObject({
		type: 'NodeApiError',
		message: `Could not get the contact "${id}": Contact not found`,
		description: expect.stringContaining("'Contact'"),
		httpCode: '404',
		itemIndex: 0,
	});
});

test('a refused ID carries the reason of HyperRep', async () => {
	const failure = await failureOf(execute(fixture.contact('get', { contactId: byId('x/../y') })));
	expect(failure).toMatchObject({
		message: 'Could not get the contact "x/../y": Invalid contact_id',
		description: "Check 'Contact'. (HTTP 400)",
		httpCode: '400',
	});
	expect(fixture.sent()[0]?.path).toMatch(/\/contacts\/x%2F\.\.%2Fy$/);
});

test.each([
	'',
	'   ',
	'.',
	'..',
	'={{ null }}',
	'={{ undefined }}',
	'={{ {} }}',
	'={{ [1] }}',
	'={{ NaN }}',
])('"%s" as an ID is refused before any request', async (value) => {
	const contactId = { __rl: true, mode: 'id', value };
	const failure = await failureOf(execute(fixture.contact('get', { contactId })));
	expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
	expect(failure.message).toMatch(/^'Contact' (is empty|is not an ID|must be an ID)/);
	expect(fixture.sent()).toEqual([]);
});

describe('an organization that is left empty', () => {
	const EMPTY = { __rl: true, mode: 'list', value: '' };
	const getMany = (parameters = {}) =>
		execute(fixture.contact('getAll', { organizationId: EMPTY, ...parameters }));

	test('is the only one that the key reaches', async () => {
		fixture.organization.contacts.create({ name: 'Ada' });
		expect((await getMany()).map(({ json }) => json.name)).toEqual(['Ada']);
	});

	test('must be chosen where there are several', async () => {
		fixture.standIn.addOrganization('Other');
		const failure = await failureOf(getMany());
		expect(failure.message).toBe("'Organization' is empty");
		expect(failure.description).toMatch(/^Your API key has access to 2 organizations\./);
	});

	test('is refused before any request where an expression left it so', async () => {
		const failure = await failureOf(getMany({ organizationId: '={{ $json.missing }}' }));
		expect(failure.message).toBe("'Organization' is empty");
		expect(fixture.sent()).toEqual([]);
	});

	test('is asked for once, no matter how many items come in', async () => {
		const setup = fixture.contact('getAll', { organizationId: EMPTY });
		await execute({ ...setup, items: [{}, {}, {}] });
		expect(fixture.sent().map(({ path }) => path.split('/').length)).toEqual([1, 3, 3, 3]);
	});
});

import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn();

const find = (parameters: INodeParameters) => execute(fixture.contact('find', parameters));

test('of several with one of the values, the one that was created first is returned as it is', async () => {
	const { standIn, organization } = fixture;
	const first = organization.contacts.create({ name: 'Ada', phone_number: '+14155550199' });
	organization.contacts.create({ name: 'Ben', email: 'ada@example.com' });
	organization.contacts.create({ name: 'Cleo', email: 'ADA@example.com' });
	const found = await find({ email: 'ada@example.com', phoneNumber: '(415) 555-0199' });
	expect(found.map(({ json }) => json)).toEqual([standIn.show(organization.contacts, first)]);
});

test('a company is found by its domain or its name', async () => {
	fixture.organization.addCompany('Acme Roofing', 'acme.example');
	for (const key of [{ domain: 'https://ACME.example/roofs' }, { name: ' acme  roofing ' }]) {
		const found = await execute(fixture.setup({ resource: 'company', operation: 'find', ...key }));
		expect(found).toMatchObject([{ json: { name: 'Acme Roofing' } }]);
	}
});

test('if there is none, the item fails in words, and nothing is created', async () => {
	fixture.organization.contacts.create({ name: 'Ada', email: 'ada@example.com' });
	const failure = await failureOf(find({ email: 'x@example.com', phoneNumber: '4155550199' }));
	expect(failure.message).toBe(
		'No contact has the email "x@example.com" or the phone number "4155550199"',
	);
	expect(failure.description).toContain('Find or Create');
	expect(fixture.sent().map(({ method }) => method)).toEqual(['GET']);
});

test.each([
	[{}, "'Email' or 'Phone Number' must have a value"],
	[{ email: ' ' }, "'Email' or 'Phone Number' must have a value"],
	[{ phoneNumber: '0' }, '\'Phone Number\' cannot be compared: "0"'],
])('%j is refused before any request', async (parameters, message) => {
	expect((await failureOf(find(parameters))).message).toBe(message);
	expect(fixture.sent()).toEqual([]);
});

import type { INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../../useStandIn';
import { execute } from '../../../dev/n8n/harness';
import { byId } from '../../../dev/n8n/locator';
import { IDENTIFIERS } from '../../../dev/standIn/identifiers';

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (kind, makeIdentifiers) => {
	const fixture = useStandIn({ identifiers: makeIdentifiers(), order: 'oldestFirst' });

	beforeEach(() => {
		const { organization } = fixture;
		const company = organization.addCompany('Acme').number;
		organization.contacts.create({ name: 'Ada', company });
		organization.contacts.create({ name: 'Ben', company });
		organization.contacts.create({ name: 'Cleo' });
	});

	const namesOf = async (parameters: INodeParameters = {}, items = [{}]) => {
		const options = { addCompanyName: true };
		const setup = fixture.contact('getAll', { options, ...parameters });
		const output = await execute({ ...setup, items });
		return output.map(({ json }) => [json.name, json.company_name]);
	};

	test('each contact gets the name of its company, or null', async () => {
		expect(await namesOf()).toEqual([
			['Ada', 'Acme'],
			['Ben', 'Acme'],
			['Cleo', null],
		]);
	});

	test('the companies are read once per run', async () => {
		expect(await namesOf({}, [{}, {}, {}])).toHaveLength(9);
		const lists = fixture.sent().filter(({ path }) => path.endsWith('/companies'));
		expect(lists).toHaveLength(1);
		// Where the list writes an ID differently than the contact, the company is asked for.
		const gets = fixture.sent().filter(({ path }) => path.includes('/companies/'));
		expect(gets).toHaveLength(kind === 're-encoded' ? 6 : 0);
	});

	test('none is read where nobody asks for it, or no contact has one', async () => {
		await execute(fixture.contact('getAll'));
		fixture.organization = fixture.standIn.addOrganization('Other');
		fixture.organization.contacts.create({ name: 'Ada' });
		expect(await namesOf()).toEqual([['Ada', null]]);
		expect(fixture.sent().filter(({ path }) => path.includes('companies'))).toEqual([]);
	});

	test.each(['', '..', '\ud800', 'what HyperRep does not know'])(
		'an odd ID (%j) has no name, and keeps nobody from coming',
		async (id) => {
			fixture.standIn.faults.add({
				fault: {
					kind: 'change',
					change: ({ data, pagination }) => ({
						data: (data as object[]).map((contact, n) =>
							n === 0 ? { ...contact, company_id: id } : contact,
						),
						pagination,
					}),
				},
				times: 1,
			});
			expect((await namesOf()).map(([, name]) => name)).toEqual([null, 'Acme', null]);
		},
	);

	test('Get has it, too', async () => {
		const [ada] = fixture.organization.contacts.visible();
		const setup = fixture.contact('get', {
			contactId: byId(fixture.standIn.idOf('contact', ada ?? { number: 0 })),
			options: { addCompanyName: '={{ "yes" }}' },
		});
		expect((await execute(setup)).map(({ json }) => json.company_name)).toEqual(['Acme']);
	});
});

const fixture = useStandIn();

test('a company that is gone has no name', async () => {
	const { organization } = fixture;
	const company = organization.addCompany('Acme').number;
	organization.contacts.create({ name: 'Ada', company });
	organization.companies.delete(company);
	const output = await execute(fixture.contact('getAll', { options: { addCompanyName: true } }));
	expect(output.map(({ json }) => json.company_name)).toEqual([null]);
});

test('companies that cannot be read fail the item', async () => {
	const { organization } = fixture;
	organization.contacts.create({ company: organization.addCompany('Acme').number });
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 403 },
		matches: ({ path }) => path.endsWith('/companies'),
	});
	const setup = fixture.contact('getAll', { options: { addCompanyName: true } });
	const failure = await failureOf(execute(setup));
	expect(failure.message).toBe('Could not list the companies: HTTP 403');
});

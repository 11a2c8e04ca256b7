import type { IDataObject } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { LIST_ORDERS } from '../../dev/standIn/store';

const AT = Date.UTC(2026, 3, 1) * 1000;

/** Rows with one key or two, of which some collide, and what each must get. */
const ROWS: Array<[row: IDataObject, name: string, wasCreated: boolean]> = [
	[{ name: 'Found by email', email: 'ADA@example.com' }, 'Ada', false],
	[{ name: 'Found by phone', phone: '1-415-555-0199' }, 'Ada', false],
	[{ name: 'Oldest of two', email: 'twin@example.com' }, 'Old Twin', false],
	[
		{ name: 'Oldest by either', email: 'twin@example.com', phone: '(513) 867-5309' },
		'Old Phone',
		false,
	],
	[{ name: 'New', email: 'new@example.com' }, 'New', true],
	[{ name: 'New again', email: ' New@Example.com' }, 'New', false],
	[{ name: 'Joins', email: 'new@example.com', phone: '212-555-0100' }, 'New', false],
	// New has not got the phone number of the row before, and would not be found by it tomorrow.
	[{ name: 'Not joined', phone: '+1 212 555 0100' }, 'Not joined', true],
	[{ name: 'Other', phone: '212-555-0111' }, 'Other', true],
	[{ name: 'Found on the last page', email: 'last@example.com' }, 'Last', false],
];

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (_, makeIdentifiers) => {
	describe.each(LIST_ORDERS)('in the order %s', (order) => {
		const fixture = useStandIn({ identifiers: makeIdentifiers(), order, longestPage: 3 });

		test('each row gets its contact, and each key is created once', async () => {
			const { contacts } = fixture.organization;
			const add = (name: string, at: number, fields: object) =>
				contacts.create({ name, ...fields }, { createdAt: AT + at });
			add('Ada', 5, { email: 'Ada@Example.com', phone_number: '+14155550199' });
			add('Young Twin', 9, { email: 'twin@example.com' });
			add('Old Twin', 4, { email: 'Twin@example.com ' });
			add('Old Phone', 3, { phone_number: '513-867-5309' });
			add('Last', 1, { email: 'last@example.com' });
			for (let n = 0; n < 5; n++) add(`Other ${n}`, 6, { email: `other${n}@example.com` });
			const output = await execute({
				...fixture.contact('findOrCreate', {
					name: '={{ $json.name }}',
					email: '={{ $json.email }}',
					phoneNumber: '={{ $json.phone }}',
				}),
				items: ROWS.map(([row]) => row),
			});
			expect(output.map(({ json }) => [json.name, json.was_created])).toEqual(
				ROWS.map(([, name, wasCreated]) => [name, wasCreated]),
			);
			expect(contacts.visible()).toHaveLength(13);
			const posts = fixture.sent().filter(({ method }) => method === 'POST');
			expect(posts).toHaveLength(3);
			expect(fixture.sent().length - posts.length).toBeLessThanOrEqual(4);
		});

		test('companies by domain, or by name', async () => {
			const { organization } = fixture;
			organization.addCompany('Acme  Roofing', 'acme.example', {}, { createdAt: AT });
			organization.addCompany('acme roofing', 'www.acme.example', {}, { createdAt: AT + 1 });
			const run = async (matchBy: string[], rows: IDataObject[]) => {
				const output = await execute({
					...fixture.setup({
						resource: 'company',
						operation: 'findOrCreate',
						name: '={{ $json.name }}',
						additionalFields: { domain: '={{ $json.domain }}' },
						matchBy,
					}),
					items: rows,
				});
				return output.map(({ json }) => [json.domain, json.was_created]);
			};
			expect(
				await run(
					['domain'],
					[
						{ name: 'A', domain: 'https://ACME.example/about?from=https://x.example' },
						{ name: 'B', domain: 'WWW.acme.example' },
						{ name: 'C', domain: 'http://New.example' },
						{ name: 'C', domain: 'new.example/' },
						{ name: 'C', domain: 'www.new.example' },
					],
				),
			).toEqual([
				['acme.example', false],
				['www.acme.example', false],
				['new.example', true],
				['new.example', false],
				['www.new.example', true],
			]);
			expect(
				await run(['name'], [{ name: ' ACME   roofing ' }, { name: 'Blue' }, { name: 'blue' }]),
			).toEqual([
				['acme.example', false],
				[null, true],
				[null, false],
			]);
			expect(await run(['name', 'domain'], [{ name: 'Blue', domain: 'b.example' }])).toEqual([
				[null, false],
			]);
		});
	});
});

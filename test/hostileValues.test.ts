/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../dev/n8n/fixture';
import { execute } from '../dev/n8n/harness';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const PER_PARAMETER = 400;

const fixture = useStandIn();

const VALUE = '={{ $json.value }}';
const LOCATOR = { __rl: true, mode: 'id', value: VALUE };

/** Values that somebody may feed in, by mistake or on purpose. */
const hostile = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.string({ minLength: 2000, maxLength: 3000 }),
	fc.constantFrom(
		...[
			'.',
			'..',
			'...',
			'../',
			'..\\',
			'../../organizations',
			'%2e',
			'%2e%2e',
			'..%2f',
			'/',
			'//',
		],
		...[
			'?',
			'#',
			'?limit=1',
			'#x',
			';',
			'&cursor=1',
			' ',
			'\t\n',
			'\u0000',
			'\r\nX-A: b',
			'\uD800',
		],
		...['__proto__', 'constructor', 'toString', 'undefined', 'null', 'NaN', '[object Object]'],
		...['{}', '[]', '{"a":', '{"__proto__":{"x":1}}', '"text"', '1e999', '0x10', '-0', '=1+1'],
		...['2026-02-30', '2026-04-01T25:00:00', '9999999999999', '-271821-04-20', '2026-W14-3', 'now'],
		...["'; DROP TABLE contacts; --", '<script>', '${7*7}', 'a@b', '+1 (415) 555-0199', '💥', 'ı'],
	),
	fc.oneof(fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
	fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 3 }),
	fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
);

const CASES: Array<[string, string, INodeParameters]> = [
	['the organization', 'getAll', { organizationId: LOCATOR }],
	['the contact', 'get', { contactId: LOCATOR }],
	['the contact of conversations', 'getConversations', { contactId: LOCATOR }],
	['a bare contact', 'get', { contactId: VALUE }],
	['Limit', 'getAll', { limit: VALUE }],
	['Start Date', 'getConversations', { filters: { startDate: VALUE } }],
	['End Date', 'getConversations', { filters: { endDate: VALUE } }],
	['Filters', 'getConversations', { filters: VALUE }],
	['Name', 'create', { name: VALUE }],
	['Email', 'create', { email: VALUE }],
	['Phone Number', 'create', { phoneNumber: VALUE }],
	['Company', 'create', { name: 'A', additionalFields: { companyId: LOCATOR } }],
	['Company Role', 'create', { name: 'A', additionalFields: { companyRole: VALUE } }],
	['the name of a custom field', 'create', customField(VALUE, 'x')],
	['the value of a custom field', 'create', customField('x', VALUE)],
	['both of a custom field', 'create', customField(VALUE, VALUE)],
	['Custom Fields', 'create', { name: 'A', additionalFields: { customFields: VALUE } }],
	['Custom Fields (JSON)', 'create', { name: 'A', additionalFields: { customFieldsJson: VALUE } }],
	['Additional Fields', 'create', { name: 'A', additionalFields: VALUE }],
];

function customField(name: string, value: string): INodeParameters {
	return { name: 'A', additionalFields: { customFields: { field: [{ name, value }] } } };
}

describe(`thousands of hostile values (SEED=${SEED})`, () => {
	test.each(CASES)('%s', async (_, operation, parameters) => {
		const { standIn, organization } = fixture;
		const contact = organization.contacts.create({ name: 'Ada' });
		const values = fc.sample(hostile, { seed: SEED, numRuns: PER_PARAMETER });
		const output = await execute({
			...fixture.contact(operation, {
				contactId: { __rl: true, mode: 'id', value: standIn.idOf('contact', contact) },
				...parameters,
			}),
			items: values.map((value) => ({ value: value as string })),
			onError: 'continueRegularOutput',
		});
		const errors = output.map(({ json }) => json.error).filter((error) => error !== undefined);
		for (const error of errors) {
			// Messages are ours: none of JavaScript's own, and none of n8n's.
			expect(error).toMatch(
				/^(HyperRep |Contact |Organization |Company |Limit |Start Date |End Date |Name |Email |Phone Number |Company Role |Enter at least one |Custom Fields |Additional Fields |Filters |The custom field |The name of a custom field )/,
			);
		}
		for (const { path } of standIn.requests) {
			expect(path).toMatch(
				/^\/api\/v2\/organizations\/[^/?#]+\/contacts(\/[^/?#]+(\/conversations)?)?$/,
			);
			expect(path.split('/')).not.toContain('..');
		}
		expect(errors.length + standIn.requests.length).toBeGreaterThanOrEqual(values.length);
	});
});

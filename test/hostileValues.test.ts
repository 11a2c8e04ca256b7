/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import fc from 'fast-check';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { useStandIn } from './useStandIn';
import { execute } from '../dev/n8n/harness';
import { organization } from '../nodes/HyperRep/parameters/organization';
import { findOperation } from '../nodes/HyperRep/resources';
import { fill, OPERATIONS, withIds } from './resources/operations';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000);
const PER_PARAMETER = 30;

const fixture = useStandIn();

const VALUE = '={{ $json.value }}';

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

/** One parameter of an operation that takes the values, and what the others hold meanwhile. */
interface Target {
	path: string;
	parameters: INodeParameters;
}

/** All parameters of an operation, those inside of groups too, that an expression can fill. */
function targetsOf(fields: INodeProperties[], more: INodeParameters): Target[] {
	return fields.flatMap((field) => {
		const { name, displayOptions, options = [] } = field;
		const shown = Object.entries(displayOptions?.show ?? {}).map(([key, values]) => [
			key,
			(values as unknown[] | undefined)?.[0],
		]);
		const others = { ...more, ...(Object.fromEntries(shown) as INodeParameters) };
		const group = (value: INodeParameters[string]) => ({
			...others,
			[name]: { ...(others[name] as INodeParameters | undefined), ...(value as INodeParameters) },
		});
		switch (field.type) {
			case 'notice':
			case 'resourceMapper':
				return [];
			case 'collection':
				return targetsOf(options as INodeProperties[], {}).map(({ path, parameters }) => ({
					path: `${name}.${path}`,
					parameters: group(parameters),
				}));
			case 'fixedCollection':
				return [
					{ name: VALUE, value: 'x' },
					{ name: 'x', value: VALUE },
					{ name: { ...LOCATOR, mode: 'name' }, value: VALUE },
				].map((row, n) => ({
					path: `${name}.${n}`,
					parameters: { ...others, [name]: { field: [row] } },
				}));
			case 'resourceLocator':
				return [LOCATOR, VALUE].map((value) => ({
					path: `${name} ${typeof value === 'string' ? 'as it is' : 'by ID'}`,
					parameters: { ...others, [name]: value },
				}));
			default:
				return [{ path: name, parameters: { ...others, [name]: VALUE } }];
		}
	});
}

const LOCATOR = { __rl: true, mode: 'id', value: VALUE };

const OURS =
	/^(Could not |No (contact|company) has |'[A-Z][A-Za-z ()→]*' |'[A-Z][A-Za-z ()→]*' or '|Enter at least one of |The custom field |The field |The number )/;

/** No message of JavaScript's or of n8n's own. */
const THEIRS = /^(Cannot |[a-zA-Z]+ is not |Invalid |Unexpected |Maximum )/;

const PATH = /^\/api\/v2\/organizations(\/[^/?#]+(\/[a-z-]+(\/[^/?#]+){0,3})?)?$/;

describe.each(OPERATIONS.map((each) => [each.name, each] as const))(
	`%s, with hostile values (SEED=${SEED})`,
	(name, each) => {
		const [resource = '', operation = ''] = name.split('.');
		const found = findOperation(resource, operation);
		const ofAll = found?.needsOrganization === true ? organization.fields : [];
		const targets = targetsOf([...ofAll, ...(found?.fields ?? [])], {});

		test.each(targets.map((target) => [target.path, target] as const))(
			'in %s',
			async (path, { parameters }) => {
				const { standIn } = fixture;
				const world = fill(fixture);
				const values = fc.sample(hostile, { seed: SEED, numRuns: PER_PARAMETER });
				const entered = withIds(each.parameters ?? {}, world, standIn);
				const merged = Object.entries(parameters).map(([key, value]) => {
					const others = entered[key];
					return [key, isGroup(value) && isGroup(others) ? { ...others, ...value } : value];
				});
				const output = await execute({
					...fixture.setup({
						resource,
						operation,
						...entered,
						...(Object.fromEntries(merged) as INodeParameters),
					}),
					items: values.map((value) => ({ value: value as string })),
					onError: 'continueRegularOutput',
				});
				const errors = output.map(({ json }) => json.error).filter((error) => error !== undefined);
				for (const error of errors) {
					expect(error).toMatch(OURS);
					expect(error).not.toMatch(THEIRS);
				}
				for (const request of standIn.requests) {
					expect(request.path).toMatch(PATH);
					expect(request.path.split('/')).not.toContain('..');
				}
				// Each item has sent something, or says why not; a list that the node looks through is read once for all.
				const isShared = operation.startsWith('find') || path.startsWith('filters.');
				const told = errors.length + standIn.requests.length;
				expect(told).toBeGreaterThanOrEqual(isShared ? 1 : values.length);
				// What the stand-in takes and HyperRep's document does not is no matter here.
				standIn.takeViolations();
			},
		);
	},
);

const isGroup = (value: unknown): value is INodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !('__rl' in value);

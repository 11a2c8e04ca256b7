import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';
import { byId } from '../../dev/n8n/locator';
import { IDENTIFIERS } from '../../dev/standIn/identifiers';
import { resources } from '../../nodes/HyperRep/resources';
import { fill, OPERATIONS, withIds, type OperationCase, type World } from './operations';

const cases = OPERATIONS.map((each) => [each.name, each] as const);

test('every operation is tested here', () => {
	const names = resources.flatMap(({ option, operations }) =>
		operations.map((operation) => `${option.value}.${operation.option.value}`),
	);
	expect(OPERATIONS.map(({ name }) => name).sort()).toEqual(names.sort());
});

describe.each(Object.entries(IDENTIFIERS))('with %s IDs', (_, makeIdentifiers) => {
	const fixture = useStandIn({ identifiers: makeIdentifiers() });
	let world: World;

	beforeEach(() => {
		world = fill(fixture);
	});

	const ids = <T>(value: T) => withIds(value, world, fixture.standIn);

	/** IDs become what they name, since the same record may have another one in every response. */
	const readable = (value: unknown): unknown => {
		if (typeof value === 'string') {
			const named = fixture.standIn.identifiers.decode(value);
			return named === undefined ? value : `${named.kind} ${named.number}`;
		}
		if (Array.isArray(value)) return value.map(readable);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
	};

	const setupOf = ({ name, parameters = {} }: OperationCase, more: INodeParameters = {}) => {
		const [resource = '', operation = ''] = name.split('.');
		return fixture.setup({ resource, operation, ...ids(parameters), ...more });
	};

	const sent = () =>
		fixture.standIn.requests.map(({ method, path, query, body }) => ({
			method,
			path: path.split('/').slice(3).map(decodeURIComponent).map(readable),
			query: readable(query),
			body: readable(body),
		}));

	const pathOf = ({ path }: OperationCase) => {
		const below = path.startsWith('/')
			? path.slice(1).split('/')
			: ['organizations', `organization ${fixture.organization.number}`, ...path.split('/')];
		return below.map((segment) => readable(ids(segment)));
	};

	const output = async (setup: Parameters<typeof execute>[0]) =>
		(await execute(setup)).map(({ json }) => readable(json));

	test.each(cases)(
		'%s sends what was entered, and gives what HyperRep returns',
		async (_, each) => {
			const more = each.isList ? { returnAll: true } : {};
			const result = await output(setupOf(each, more));
			expect(result).toEqual(
				each.gives(world, fixture.standIn, fixture.organization).map(readable),
			);
			expect(result.length).toBeGreaterThan(0);
			const { limit, ...query } = fixture.sent().at(-1)?.query ?? {};
			expect(sent().at(-1)).toEqual({
				method: each.method ?? 'GET',
				path: pathOf(each),
				query: readable({ ...ids(each.query ?? {}), ...(limit && { limit }) }),
				body: each.body && readable(ids(each.body)),
			});
			expect(query).not.toHaveProperty('cursor');
		},
	);

	test.each(cases.filter(([, { isList }]) => isList))(
		'%s reads page by page, and no more than the limit',
		async (_, each) => {
			fixture.standIn.longestPage = 2;
			const all = each.gives(world, fixture.standIn, fixture.organization).map(readable);
			expect(await output(setupOf(each, { returnAll: true }))).toEqual(all);
			expect(sent()).toHaveLength(Math.ceil(all.length / 2));
			fixture.standIn.forget();
			expect(await output(setupOf(each, { limit: 3 }))).toEqual(all.slice(0, 3));
			expect(fixture.standIn.requests.map(({ query }) => query.limit)).toEqual(['3', '1']);
			for (const { query } of sent()) {
				expect(query).toMatchObject(readable(ids(each.query ?? {})) as object);
			}
		},
	);

	test.each(cases.filter(([, { path }]) => path.includes('{')))(
		'%s pairs each record with its item, and continues if one fails',
		async (_, each) => {
			const id = Object.entries(each.parameters ?? {}).find(
				([, value]) => typeof value === 'object' && value !== null && '__rl' in value,
			)?.[0];
			const right = (setupOf(each).parameters[id ?? ''] as { value: string }).value;
			const result = await execute({
				...setupOf(each, { [id ?? '']: byId('={{ $json.id }}') }),
				items: [{ id: right }, { id: 'unknown' }, { id: '' }, { id: right }],
				onError: 'continueErrorOutput',
			});
			const counts = [0, 1, 2, 3].map((item) =>
				result.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item),
			);
			const [first = [], wrong = [], empty = [], last = []] = counts;
			expect(first.length).toBeGreaterThan(0);
			expect(last.map(({ json }) => readable(json))).toEqual(
				first.map(({ json }) => readable(json)),
			);
			expect(wrong).toMatchObject([
				{ json: { error: expect.stringMatching(/^Could not .*: Invalid /) } },
			]);
			expect(empty).toMatchObject([{ json: { error: expect.stringMatching(/^'.*' is empty$/) } }]);
		},
	);
});

describe('what HyperRep refuses', () => {
	const fixture = useStandIn();

	const setupOf = ({ name, parameters = {} }: OperationCase) => {
		const [resource = '', operation = ''] = name.split('.');
		return fixture.setup({ resource, operation, ...parameters });
	};

	const isCreated = ({ name }: OperationCase) => name.endsWith('.findOrCreate');

	const failing = async (each: OperationCase, status: number, detail: unknown) => {
		fixture.standIn.faults.clear();
		fixture.standIn.faults.add({
			fault: { kind: 'status', status, body: JSON.stringify({ detail }), type: 'application/json' },
			matches: ({ method }) => !isCreated(each) || method === 'POST',
		});
		return await failureOf(execute(setupOf(each)));
	};

	const withLabels = cases.filter(([, { labels }]) => labels !== undefined);

	test.each(withLabels)('%s: a 422 names the parameter', async (_, each) => {
		for (const [name, label] of Object.entries(each.labels ?? {})) {
			const where = each.method === 'POST' ? 'body' : 'query';
			const detail = [{ loc: [where, name], msg: 'Input should be valid', type: 'value_error' }];
			const failure = await failing(each, 422, detail);
			expect(failure).toMatchObject({
				type: 'NodeApiError',
				httpCode: '422',
				itemIndex: 0,
				message: expect.stringContaining(`${name}: Input should be valid`),
			});
			expect(failure.description).toContain(`'${label}'`);
		}
	});

	test.each(withLabels)('%s: a 404 names what to check', async (_, each) => {
		const { labels = {} } = each;
		const ids = Object.entries(labels).filter(([name]) => name.endsWith('_id'));
		for (const [name, label] of ids) {
			const noun = name.replace(/_id$/, '').replaceAll('_', ' ');
			const failure = await failing(
				each,
				404,
				`${noun[0]?.toUpperCase()}${noun.slice(1)} not found`,
			);
			expect(failure).toMatchObject({ type: 'NodeApiError', httpCode: '404' });
			expect(failure.description).toContain(`'${label}'`);
			const others = ids.map(([, other]) => other).filter((other) => other !== label);
			for (const other of others) expect(failure.description).not.toContain(`'${other}'`);
		}
		// Where HyperRep does not say what it missed, all that has an ID may be wrong.
		const { description } = await failing(each, 404, 'Not found');
		for (const label of ['Organization', ...ids.map(([, each]) => each)]) {
			expect(description).toContain(`'${label}'`);
		}
	});

	test.each(cases)(
		'%s: without a key that works, nothing is named but the key',
		async (_, each) => {
			const failure = await failing(each, 403, 'API Key has expired');
			expect(failure.message).toMatch(/^Could not .*: API Key has expired$/);
			expect(failure.description).toContain('API Key');
		},
	);
});

describe('what is refused before any request', () => {
	const fixture = useStandIn();
	const EMPTY = [
		'',
		'  ',
		'={{ $json.missing }}',
		'={{ null }}',
		'={{ ({}) }}',
		'={{ NaN }}',
		'..',
	];

	const required = cases.flatMap(([name, each]) =>
		Object.entries(each.parameters ?? {}).flatMap(([parameter, value]) =>
			typeof value === 'object' && value !== null && '__rl' in value
				? [[name, parameter, each] as const]
				: [],
		),
	);

	test.each(required)('%s without %s', async (name, parameter, each) => {
		const [resource = '', operation = ''] = name.split('.');
		for (const value of EMPTY) {
			const parameters = { ...each.parameters, [parameter]: byId(value) };
			const setup = fixture.setup({ resource, operation, ...parameters });
			const failure = await failureOf(execute(setup));
			expect(failure).toMatchObject({ type: 'NodeOperationError', itemIndex: 0 });
			expect(failure.message).toMatch(/^'[A-Z][A-Za-z ]+' (is empty|must be an ID|is not an ID)/);
		}
		expect(fixture.sent()).toEqual([]);
	});

	test.each(cases.filter(([name]) => !name.startsWith('organization.')))(
		'%s with an organization that an expression left empty',
		async (name, { parameters }) => {
			const [resource = '', operation = ''] = name.split('.');
			const organizationId = byId('={{ $json.missing }}');
			const setup = fixture.setup({ resource, operation, ...parameters, organizationId });
			expect((await failureOf(execute(setup))).message).toBe("'Organization' is empty");
			expect(fixture.sent()).toEqual([]);
		},
	);

	test('an organization that is left empty is not asked for where an item is refused', async () => {
		const setup = fixture.contact('create', { organizationId: byId(''), name: '' });
		await failureOf(execute(setup));
		const items: IDataObject[] = [{ email: 'a@example.com' }, { email: '' }];
		const parameters = { organizationId: byId(''), email: '={{ $json.email }}' };
		await failureOf(execute({ ...fixture.contact('findOrCreate', parameters), items }));
		expect(fixture.sent()).toEqual([]);
	});
});

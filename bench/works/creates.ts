import { createInTurn } from '../bareLoop';
import { digest, expectSame, type Digest } from '../checksum';
import { count, HTTP_REQUEST, PACKAGE, type Conditions, type Lab } from '../Lab';
import { goal, ratios, spreadOf, type Findings } from '../measure';
import {
	chain,
	contactsUrl,
	draft,
	httpRequest,
	hyperRep,
	paged,
	posting,
	rows,
	splitOut,
	workflowOf,
	type MeasuredWorkflow,
	type Target,
} from '../n8n/workflows';
import { contactFields, newRows, type Row } from '../records';

const IN_TURN = 'bare loop, one after the other';
const FIELDS = { name: '={{ $json.name }}', email: '={{ $json.email }}' };
const PAGE = 500;

const byPackage = (target: Target, all: Row[]) =>
	chain('This package: create', rows(all), [hyperRep(target, 'contact', 'create', FIELDS)]);

const byHttpRequest = (target: Target, all: Row[], options = {}) =>
	chain('HTTP Request: create', rows(all), [
		httpRequest(target, posting(contactsUrl(target), options)),
	]);

/** Each run finds no created contact, and leaves each of them there once. */
function creating({ server }: Lab, { organizationId: id }: Target, created: Row[]) {
	const expected = digest(created);
	return {
		prepare: async () => await server.call('deleteCreated', { id }),
		async check(result: Digest, wanted = expected) {
			expectSame('What came out', result, wanted);
			expectSame('What exists', digest(await server.call('created', { id })), expected);
		},
	};
}

/** Creates contacts by this package, by HTTP Request, and one after the other in a bare loop. */
export async function create(lab: Lab): Promise<Partial<Findings>> {
	const all = newRows(lab.sizes.create);
	const work = `create ${count(all.length)} contacts, 50 ms`;
	return await lab.inOrganization({}, async (target) => {
		await lab.server.call('behave', { latency: 50 });
		const conditions = creating(lab, target, all);
		const inTurn = async () => await createInTurn(contactsUrl(target), all);
		const contenders = [
			await lab.workflow(PACKAGE, byPackage(target, all), conditions),
			await lab.workflow(HTTP_REQUEST, byHttpRequest(target, all), conditions),
			lab.loop(IN_TURN, inTurn, conditions),
		];
		const series = await lab.alternate(work, contenders, { rounds: lab.sizes.fewRounds });
		const faster = ratios(series, IN_TURN, PACKAGE);
		const goals = [goal(work, faster, { atLeast: 8 }, '× as fast as one after the other')];
		return { series: [series], goals };
	});
}

/** Creates contacts where HyperRep answers only some requests a second: each must arrive. */
export async function rateLimited(lab: Lab): Promise<Partial<Findings>> {
	const { rows: length, perSecond } = lab.sizes.rateLimited;
	const all = newRows(length);
	const work = `create ${count(length)} contacts at ${perSecond} a second`;
	return await lab.inOrganization({}, async (target) => {
		const { prepare, check } = creating(lab, target, all);
		const conditions: Conditions = {
			check,
			async prepare() {
				await prepare();
				// The run before has used the limit of this second.
				await lab.server.call('behave', { perSecond });
			},
		};
		// A little slower than the limit: nearer to it some requests are refused, and one ends the run.
		const batch = { batchSize: perSecond, batchInterval: 1250 };
		const batching = { batching: { batch } };
		const contenders = [
			await lab.workflow(PACKAGE, byPackage(target, all), conditions),
			await lab.workflow(HTTP_REQUEST, byHttpRequest(target, all, batching), conditions),
		];
		const series = await lab.alternate(work, contenders, { rounds: lab.sizes.fewRounds });
		const least = (length / perSecond) * 1000;
		const times = spreadOf((series.values.get(PACKAGE) ?? []).map((time) => time / least));
		const unit = `× the ${count(least)} ms that the limit takes`;
		return { series: [series], goals: [goal(work, times, { atMost: 1.15 }, unit)] };
	});
}

/** Rows of which most are contacts already: this package, and what people build today. */
export async function findOrCreate(lab: Lab): Promise<Partial<Findings>> {
	const { rows: length, contacts, isNew } = lab.sizes.findOrCreate;
	const work = `find or create ${count(length)} among ${count(contacts)} contacts, 50 ms`;
	return await lab.inOrganization({ contacts }, async (target) => {
		const { server } = lab;
		const fresh = newRows(isNew);
		const step = Math.floor(contacts / (length - isNew));
		const known = Array.from({ length: length - isNew }, (_, n) => contactFields(n * step));
		const all = mix(known, fresh);
		await server.call('behave', { latency: 50 });
		const requests: number[] = [];
		const { prepare, check } = creating(lab, target, fresh);
		const conditions: Conditions = {
			async prepare() {
				await prepare();
				await server.call('cost');
			},
			async check(result) {
				requests.push((await server.call('cost')).requests);
				await check(result, digest(all));
			},
		};
		const node = hyperRep(target, 'contact', 'findOrCreate', { ...FIELDS, matchBy: ['email'] });
		const own = chain('This package: find or create', rows(all), [node]);
		const series = await lab.alternate(work, [
			await lab.workflow(PACKAGE, own, conditions),
			await lab.workflow(HTTP_REQUEST, mergedByHttpRequest(target, all), { prepare, check }),
		]);
		const searches = length * Math.ceil(contacts / PAGE);
		const share = spreadOf(requests.map((each) => (each / searches) * 100));
		const unit = `% of the ${count(searches)} of one search a row`;
		return {
			series: [series],
			goals: [
				goal(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 1 }, '× HTTP Request'),
				goal(`${work}: requests`, share, { atMost: 1 }, unit),
			],
		};
	});
}

/** New rows here and there among those that are known. */
function mix(known: Row[], fresh: Row[]): Row[] {
	const step = Math.ceil(known.length / fresh.length);
	return known.flatMap((row, n) =>
		n % step === 0 ? [row, ...fresh.slice(n / step, n / step + 1)] : [row],
	);
}

/** HTTP Request reads all contacts, Merge keeps the rows without one, HTTP Request creates these. */
function mergedByHttpRequest(target: Target, all: Row[]): MeasuredWorkflow {
	const url = contactsUrl(target);
	const merge = draft('Merge', 'merge', 3, {
		mode: 'combine',
		combineBy: 'combineByFields',
		fieldsToMatchString: 'email',
		joinMode: 'keepNonMatches',
		outputDataFrom: 'input1',
		options: {},
	});
	const read = [httpRequest(target, paged(url), 'Read all'), splitOut()];
	const nodes = [...rows(all), ...read, merge, httpRequest(target, posting(url), 'Create')];
	const links = [
		['Start', 'All rows'],
		['All rows', 'Rows'],
		['Rows', 'Merge'],
		['Start', 'Read all'],
		['Read all', 'Records'],
		['Records', 'Merge', 1],
		['Merge', 'Create'],
	] satisfies Array<[string, string, number?]>;
	return {
		workflow: workflowOf('HTTP Request: find or create', nodes, links),
		measured: ['Read all', 'Records', 'Merge', 'Create'],
	};
}

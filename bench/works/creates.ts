import { createInTurn } from '../bareLoop';
import { count, expectSame, FEW_ROUNDS, HTTP_REQUEST, PACKAGE, type Lab, type Way } from '../Lab';
import { ratios, spread, spreadOf } from '../measure';
import { digest } from '../n8n/recordRuns';
import {
	chain,
	contactsUrl,
	draft,
	FIELDS,
	hyperRep,
	postContacts,
	readPages,
	rows,
	workflowOf,
	type MeasuredWorkflow,
	type Target,
} from '../n8n/workflows';
import { contactFields, newRows, type Row } from '../records';

const IN_TURN = 'bare loop, one after the other';
const PAGE = 500;

/** Each run leaves each of these there once. They are then taken away, so that the next one finds none. */
function creating({ server }: Lab, { organizationId: id }: Target, created: Row[]) {
	const expected = digest(created);
	const check = async () =>
		expectSame('What exists', digest(await server.call('takeCreated', id)), expected);
	return { expected, check };
}

/** Creates contacts by this package and by HTTP Request. */
function waysToCreate(lab: Lab, target: Target, all: Row[], options = {}): [Way, Way] {
	const node = hyperRep(target, 'contact', 'create', FIELDS);
	const own = chain('This package: create', rows(all), [node]);
	const posting = postContacts(target, 'HTTP Request', options);
	const theirs = chain('HTTP Request: create', rows(all), [posting]);
	const conditions = creating(lab, target, all);
	return [
		{ name: PACKAGE, job: own, ...conditions },
		{ name: HTTP_REQUEST, job: theirs, ...conditions },
	];
}

/** Creates contacts, also one after the other in a bare loop. */
export async function create(lab: Lab): Promise<void> {
	const all = newRows(lab.size(500));
	const work = `create ${count(all.length)} contacts, 50 ms`;
	const target = await lab.organization({ latency: 50 });
	const [own, theirs] = waysToCreate(lab, target, all);
	const job = async () => await createInTurn(contactsUrl(target), all);
	const ways = [own, theirs, { ...own, name: IN_TURN, job }];
	const series = await lab.compare(work, ways, FEW_ROUNDS);
	const unit = '× as fast as one after the other';
	lab.expect(work, ratios(series, IN_TURN, PACKAGE), { atLeast: 8 }, unit);
}

/** Creates contacts where HyperRep answers only some requests a second: each must arrive. */
export async function rateLimited(lab: Lab): Promise<void> {
	const perSecond = 20;
	const all = newRows(lab.size(500, 2 * perSecond));
	const work = `create ${count(all.length)} contacts at ${perSecond} a second`;
	const target = await lab.organization({});
	// A little slower than the limit: nearer to it some requests are refused, and one ends the run.
	const batch = { batchSize: perSecond, batchInterval: 1250 };
	const ways = waysToCreate(lab, target, all, { batching: { batch } }).map((way) => ({
		...way,
		// The run before has used the limit of this second.
		prepare: async () => await lab.server.call('limitTo', perSecond),
	}));
	const series = await lab.compare(work, ways, FEW_ROUNDS);
	const least = (all.length / perSecond) * 1000;
	const unit = `× the ${count(least)} ms that the limit takes`;
	lab.expect(work, spread(series, PACKAGE, least), { atMost: 1.15 }, unit);
}

/** Rows of which most are contacts already: this package, and what people build today. */
export async function findOrCreate(lab: Lab): Promise<void> {
	const { server } = lab;
	const [length, contacts, isNew] = [lab.size(500), lab.size(20_000), lab.size(50, 2)];
	const work = `find or create ${count(length)} among ${count(contacts)} contacts, 50 ms`;
	const target = await lab.organization({ contacts, latency: 50 });
	const fresh = newRows(isNew);
	const step = Math.floor(contacts / (length - isNew));
	const known = Array.from({ length: length - isNew }, (_, n) => contactFields(n * step));
	const all = mix(known, fresh);
	// n8n's process remembers what it has created for a minute, so each run creates other emails.
	const email = "={{ $json.email.replace('created', 'created.' + $execution.id) }}";
	const fields = { ...FIELDS, email, matchBy: ['email'] };
	const node = hyperRep(target, 'contact', 'findOrCreate', fields);
	const conditions = creating(lab, target, fresh);
	const requests: number[] = [];
	const own: Way = {
		name: PACKAGE,
		job: chain('This package: find or create', rows(all), [node]),
		expected: digest(all),
		prepare: async () => await server.call('cost'),
		async check() {
			requests.push((await server.call('cost')).requests);
			await conditions.check();
		},
	};
	const theirs = { name: HTTP_REQUEST, job: mergedByHttpRequest(target, all), ...conditions };
	const series = await lab.compare(work, [own, theirs]);
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 1 }, '× HTTP Request');
	const searches = length * Math.ceil(contacts / PAGE);
	const share = spreadOf(requests.map((each) => (each / searches) * 100));
	const unit = `% of the ${count(searches)} of one search a row`;
	lab.expect(`${work}: requests`, share, { atMost: 1 }, unit);
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
	const merge = draft('Merge', 'merge', 3, {
		mode: 'combine',
		combineBy: 'combineByFields',
		fieldsToMatchString: 'email',
		joinMode: 'keepNonMatches',
		outputDataFrom: 'input1',
		options: {},
	});
	const read = readPages(target, contactsUrl(target), 'Read all');
	const nodes = [...rows(all), ...read, merge, postContacts(target, 'Create')];
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

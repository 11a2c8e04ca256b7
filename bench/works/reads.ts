import { byId } from '../../dev/n8n/locator';
import { list } from '../bareLoop';
import { count, FEW_ROUNDS, HTTP_REQUEST, PACKAGE, type Lab, type Way } from '../Lab';
import { ratios, spread } from '../measure';
import { digest } from '../n8n/recordRuns';
import {
	chain,
	contactsUrl,
	draft,
	httpRequest,
	hyperRep,
	organizationUrl,
	readPages,
	rows,
	type Target,
} from '../n8n/workflows';
import { contactFields, messageText } from '../records';

const BARE_LOOP = 'bare loop';
const FILTERED = 'this package, filter Email';
const FILTER_NODE = 'this package + Filter node';
const AT_32 = `${PACKAGE}, 32 in flight`;
const MESSAGES_EACH = 50;

const getMany = (target: Target, filters = {}) =>
	hyperRep(target, 'contact', 'getAll', { returnAll: true, filters });

const listByPackage = (target: Target) => chain('This package: list', [], [getMany(target)]);

const listByHttpRequest = (target: Target) =>
	chain('HTTP Request: list', [], readPages(target, contactsUrl(target)));

/** All contacts, newest first. */
const allOf = (contacts: number) =>
	digest(Array.from({ length: contacts }, (_, n) => contactFields(contacts - 1 - n)));

/** Lists contacts by this package, by HTTP Request with Split Out, and by a bare loop. */
async function compareLists(lab: Lab, work: string, target: Target, contacts: number) {
	const expected = allOf(contacts);
	const loop = async () => await list(contactsUrl(target));
	return await lab.compare(work, [
		{ name: PACKAGE, job: listByPackage(target), expected },
		{ name: HTTP_REQUEST, job: listByHttpRequest(target), expected },
		{ name: BARE_LOOP, job: loop, expected },
	]);
}

export async function listSlowly(lab: Lab): Promise<void> {
	const contacts = lab.size(20_000);
	const work = `list ${count(contacts)} contacts, 50 ms`;
	const target = await lab.organization({ contacts, latency: 50 });
	const series = await compareLists(lab, work, target, contacts);
	lab.expect(work, ratios(series, PACKAGE, BARE_LOOP), { atMost: 1.05 }, '× bare loop');
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 0.93 }, '× HTTP Request');
}

/** The same at once and of a longer list, and what n8n needs of memory for it. */
export async function listFast(lab: Lab): Promise<void> {
	const contacts = lab.size(100_000);
	const work = `list ${count(contacts)} contacts, 0 ms`;
	const target = await lab.organization({ contacts });
	const series = await compareLists(lab, work, target, contacts);
	const jobs = { [PACKAGE]: listByPackage(target), [HTTP_REQUEST]: listByHttpRequest(target) };
	const memory = await lab.compareMemory(work, jobs, allOf(contacts));
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 0.5 }, '× HTTP Request');
	const ratio = ratios(memory, PACKAGE, HTTP_REQUEST);
	lab.expect(memory.work, ratio, { atMost: 0.8 }, '× HTTP Request');
}

/** Finds a contact by its email: by a filter, and by n8n's Filter node after all were read. */
export async function filter(lab: Lab): Promise<void> {
	const contacts = lab.size(100_000);
	const work = `find an email among ${count(contacts)} contacts, 0 ms`;
	const target = await lab.organization({ contacts });
	const wanted = contactFields(Math.floor(contacts / 2));
	const { email } = wanted;
	const found = digest([wanted]);
	const filtered = chain('This package: filter', [], [getMany(target, { email })]);
	const filterNode = chain('Filter node', [], [getMany(target), keepEmail(email)]);
	const own = { name: FILTERED, job: filtered, expected: found };
	const whole = { name: PACKAGE, job: listByPackage(target), expected: allOf(contacts) };
	const theirs = { name: FILTER_NODE, job: filterNode, expected: found };
	const series = await lab.compare(work, [own, whole]);
	const beside = await lab.compare(`${work}, beside n8n's Filter`, [own, theirs], FEW_ROUNDS);
	const jobs = { [FILTERED]: filtered, [FILTER_NODE]: filterNode };
	const memory = await lab.compareMemory(work, jobs, found, FEW_ROUNDS);
	lab.expect(work, ratios(series, FILTERED, PACKAGE), { atMost: 1 }, '× without the filter');
	lab.expect(work, ratios(beside, FILTERED, FILTER_NODE), { atMost: 1 }, '× Filter node');
	const ratio = ratios(memory, FILTERED, FILTER_NODE);
	lab.expect(memory.work, ratio, { atMost: 0.3 }, '× Filter node');
}

function keepEmail(rightValue: string) {
	const operator = { type: 'string', operation: 'equals' };
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
	const condition = { id: 'email', leftValue: '={{ $json.email }}', rightValue, operator };
	const conditions = { options, conditions: [condition], combinator: 'and' };
	return draft('Filter', 'filter', 2.2, { conditions, options: {} });
}

/** Whether a list ten times as long takes ten times as long. */
export async function growth(lab: Lab): Promise<void> {
	const [from, to] = [lab.size(30_000), lab.size(300_000)];
	const wayToList = async (contacts: number) => ({
		name: `${PACKAGE}, ${count(contacts)}`,
		job: listByPackage(await lab.organization({ contacts })),
		expected: allOf(contacts),
	});
	const [few, many] = [await wayToList(from), await wayToList(to)];
	const series = await lab.compare('growth: list all contacts, 0 ms', [few, many]);
	const perContact = ratios(series, many.name, few.name, to / from);
	const unit = `× that at ${count(from)}`;
	lab.expect(`time per contact at ${count(to)}`, perContact, { atMost: 1.3 }, unit);
}

/** Gets every other contact by its ID, one request each. */
async function waysToGet(lab: Lab, contacts: number, latency: number): Promise<[Way, Way, Way]> {
	const target = await lab.organization({ contacts: contacts * 2, latency });
	const all = await list(contactsUrl(target));
	const input = rows(all.filter((_, n) => n % 2 === 0).map(({ contact_id: id }) => ({ id })));
	const numbers = Array.from({ length: contacts }, (_, n) => contacts * 2 - 1 - 2 * n);
	const expected = digest(numbers.map(contactFields));
	const byPackage = (options: { maxConcurrency?: number }) => {
		const parameters = { contactId: byId('={{ $json.id }}'), options };
		return chain('This package: get', input, [hyperRep(target, 'contact', 'get', parameters)]);
	};
	const url = `=${contactsUrl(target)}/{{ encodeURIComponent($json.id) }}`;
	const byHttpRequest = chain('HTTP Request: get', input, [httpRequest(target, { url })]);
	return [
		{ name: PACKAGE, job: byPackage({}), expected },
		{ name: HTTP_REQUEST, job: byHttpRequest, expected },
		{ name: AT_32, job: byPackage({ maxConcurrency: 32 }), expected },
	];
}

export async function getSlowly(lab: Lab): Promise<void> {
	const contacts = lab.size(500);
	const work = `get ${count(contacts)} contacts by ID, 50 ms`;
	const series = await lab.compare(work, await waysToGet(lab, contacts, 50));
	const [limit, unit] = [{ atMost: 1 }, '× HTTP Request'];
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), limit, unit);
	lab.expect(`${work}, 32 in flight`, ratios(series, AT_32, HTTP_REQUEST), limit, unit);
}

export async function getFast(lab: Lab): Promise<void> {
	const contacts = lab.size(2000);
	const work = `get ${count(contacts)} contacts by ID, 0 ms`;
	const [own, theirs] = await waysToGet(lab, contacts, 0);
	const series = await lab.compare(work, [own, theirs]);
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 0.35 }, '× HTTP Request');
}

/** How long n8n answers nobody else while many items are worked on. */
export async function eventLoop(lab: Lab): Promise<void> {
	const contacts = lab.size(10_000);
	const work = `get ${count(contacts)} contacts by ID, 0 ms: longest pause of n8n`;
	const [own, theirs] = await waysToGet(lab, contacts, 0);
	const series = await lab.compare(work, [own, theirs], FEW_ROUNDS, 'pause');
	lab.expect(work, spread(series, PACKAGE), { atMost: 200 }, 'ms');
}

/** Reads all messages of many conversations, each by a list of its own. */
export async function messages(lab: Lab): Promise<void> {
	const conversations = lab.size(200);
	const work = `all messages of ${count(conversations)} conversations, 50 ms`;
	const wanted = { conversations, messages: MESSAGES_EACH, latency: 50 };
	const target = await lab.organization(wanted);
	const url = `${organizationUrl(target)}/conversations`;
	const input = rows((await list(url)).map(({ conversation_id: id }) => ({ id })));
	const conversationId = byId('={{ $json.id }}');
	const node = hyperRep(target, 'message', 'getAll', { conversationId, returnAll: true });
	const own = chain('This package: messages', input, [node]);
	const pages = readPages(target, `=${url}/{{ $json.id }}/messages`);
	const theirs = chain('HTTP Request: messages', input, pages);
	const contents = Array.from({ length: conversations * MESSAGES_EACH }, (_, n) => {
		const conversation = conversations - 1 - Math.floor(n / MESSAGES_EACH);
		return { content: messageText(conversation, n % MESSAGES_EACH) };
	});
	const expected = digest(contents);
	const series = await lab.compare(work, [
		{ name: PACKAGE, job: own, expected },
		{ name: HTTP_REQUEST, job: theirs, expected },
	]);
	lab.expect(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 1 }, '× HTTP Request');
}

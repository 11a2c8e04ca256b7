import { list } from '../bareLoop';
import { count, expecting, HTTP_REQUEST, PACKAGE, type Conditions, type Lab } from '../Lab';
import { goal, ratios, spreadOf, type Findings } from '../measure';
import {
	chain,
	contactsUrl,
	draft,
	forMemory,
	httpRequest,
	hyperRep,
	paged,
	splitOut,
	type Target,
} from '../n8n/workflows';
import { contactFields, emailOf } from '../records';

const BARE_LOOP = 'bare loop';
const FILTERED = 'this package, filter Email';
const FILTER_NODE = 'this package + Filter node';

const getMany = (target: Target, filters = {}) =>
	hyperRep(target, 'contact', 'getAll', { returnAll: true, filters });

const byPackage = (target: Target) => chain('This package: list', [], [getMany(target)]);

const byHttpRequest = (target: Target) =>
	chain('HTTP Request: list', [], [httpRequest(target, paged(contactsUrl(target))), splitOut()]);

/** Expects all contacts, newest first. */
const expectingAll = (contacts: number) =>
	expecting(Array.from({ length: contacts }, (_, n) => contactFields(contacts - 1 - n)));

/** Lists contacts by this package, by HTTP Request with Split Out, and by a bare loop. */
async function timeList(lab: Lab, target: Target, work: string, conditions: Conditions) {
	return await lab.alternate(work, [
		await lab.workflow(PACKAGE, byPackage(target), conditions),
		await lab.workflow(HTTP_REQUEST, byHttpRequest(target), conditions),
		lab.loop(BARE_LOOP, async () => await list(contactsUrl(target)), conditions),
	]);
}

export async function listSlowly(lab: Lab): Promise<Partial<Findings>> {
	const contacts = lab.sizes.listSlowly;
	const work = `list ${count(contacts)} contacts, 50 ms`;
	return await lab.inOrganization({ contacts }, async (target) => {
		await lab.server.call('behave', { latency: 50 });
		const series = await timeList(lab, target, work, expectingAll(contacts));
		return {
			series: [series],
			goals: [
				goal(work, ratios(series, PACKAGE, BARE_LOOP), { atMost: 1.05 }, '× bare loop'),
				goal(work, ratios(series, PACKAGE, HTTP_REQUEST), { atMost: 0.93 }, '× HTTP Request'),
			],
		};
	});
}

/** The same at once and of a longer list, and what n8n needs of memory for it. */
export async function listFast(lab: Lab): Promise<Partial<Findings>> {
	const contacts = lab.sizes.listFast;
	const work = `list ${count(contacts)} contacts, 0 ms`;
	return await lab.inOrganization({ contacts }, async (target) => {
		const conditions = expectingAll(contacts);
		const time = await timeList(lab, target, work, conditions);
		const contenders = [
			await lab.workflow(PACKAGE, forMemory(byPackage(target)), conditions),
			await lab.workflow(HTTP_REQUEST, forMemory(byHttpRequest(target)), conditions),
		];
		const memory = await lab.alternate(`${work}: memory`, contenders, { quantity: 'bytes' });
		return {
			series: [time, memory],
			goals: [
				goal(work, ratios(time, PACKAGE, HTTP_REQUEST), { atMost: 0.5 }, '× HTTP Request'),
				goal(memory.work, ratios(memory, PACKAGE, HTTP_REQUEST), { atMost: 0.8 }, '× HTTP Request'),
			],
		};
	});
}

/** Finds a contact by its email: by a filter, and by n8n's Filter node after all were read. */
export async function filter(lab: Lab): Promise<Partial<Findings>> {
	const contacts = lab.sizes.listFast;
	const work = `find an email among ${count(contacts)} contacts, 0 ms`;
	return await lab.inOrganization({ contacts }, async (target) => {
		const wanted = Math.floor(contacts / 2);
		const found = expecting([contactFields(wanted)]);
		const email = emailOf(wanted);
		const filtered = chain('This package: filter', [], [getMany(target, { email })]);
		const nodes = [getMany(target), keepEmail(email)];
		const filterNode = chain('This package: Filter node', [], nodes);
		const time = await lab.alternate(work, [
			await lab.workflow(FILTERED, filtered, found),
			await lab.workflow(PACKAGE, byPackage(target), expectingAll(contacts)),
			await lab.workflow(FILTER_NODE, filterNode, found),
		]);
		const contenders = [
			await lab.workflow(FILTERED, forMemory(filtered), found),
			await lab.workflow(FILTER_NODE, forMemory(filterNode), found),
		];
		const memory = await lab.alternate(`${work}: memory`, contenders, { quantity: 'bytes' });
		return {
			series: [time, memory],
			goals: [
				goal(work, ratios(time, FILTERED, PACKAGE), { atMost: 1 }, '× without the filter'),
				goal(memory.work, ratios(memory, FILTERED, FILTER_NODE), { atMost: 0.3 }, '× Filter node'),
			],
		};
	});
}

function keepEmail(rightValue: string) {
	const operator = { type: 'string', operation: 'equals' };
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };
	const condition = { id: 'email', leftValue: '={{ $json.email }}', rightValue, operator };
	const conditions = { options, conditions: [condition], combinator: 'and' };
	return draft('Filter', 'filter', 2.2, { conditions, options: {} });
}

/** Whether a list ten times as long takes ten times as long. */
export async function growth(lab: Lab): Promise<Partial<Findings>> {
	const { from, to } = lab.sizes.growth;
	const nameOf = (contacts: number) => `this package, ${count(contacts)}`;
	const contenderOf = async (target: Target, contacts: number) =>
		await lab.workflow(nameOf(contacts), byPackage(target), expectingAll(contacts));
	const inBoth = async (few: Target, many: Target) => {
		const contenders = [await contenderOf(few, from), await contenderOf(many, to)];
		const series = await lab.alternate('growth: list all contacts, 0 ms', contenders);
		const { median, least, most } = ratios(series, nameOf(to), nameOf(from));
		const perContact = spreadOf([least, median, most].map((ratio) => (ratio * from) / to));
		const work = `time per contact at ${count(to)}`;
		const unit = `× that at ${count(from)}`;
		return { series: [series], goals: [goal(work, perContact, { atMost: 1.3 }, unit)] };
	};
	return await lab.inOrganization(
		{ contacts: from },
		async (few) =>
			await lab.inOrganization({ contacts: to }, async (many) => await inBoth(few, many)),
	);
}

import { byId } from '../../dev/n8n/locator';
import { count, expecting, HTTP_REQUEST, PACKAGE, type Lab } from '../Lab';
import { goal, ratios, spreadOf, type Findings, type Quantity, type Series } from '../measure';
import { chain, contactsUrl, httpRequest, hyperRep, rows, type Target } from '../n8n/workflows';
import { contactFields } from '../records';

const AT_32 = `${PACKAGE}, 32 in flight`;

function byPackage(target: Target, ids: string[], options: { maxConcurrency?: number } = {}) {
	const get = hyperRep(target, 'contact', 'get', { contactId: byId('={{ $json.id }}'), options });
	return chain('This package: get', rows(ids.map((id) => ({ id }))), [get]);
}

function byHttpRequest(target: Target, ids: string[]) {
	const url = `=${contactsUrl(target)}/{{ encodeURIComponent($json.id) }}`;
	return chain('HTTP Request: get', rows(ids.map((id) => ({ id }))), [
		httpRequest(target, { url }),
	]);
}

/** Gets contacts by ID, one request each. */
async function get(
	lab: Lab,
	contacts: number,
	{ latency = 0, at32 = false, ...how }: GetOptions,
): Promise<Series> {
	const what = how.quantity === 'pause' ? ': longest pause of n8n' : '';
	const work = `get ${count(contacts)} contacts by ID, ${latency} ms${what}`;
	return await lab.inOrganization({ contacts: contacts * 2 }, async (target) => {
		const every = { id: target.organizationId, of: 'contact', every: 2 } as const;
		const ids = await lab.server.call('ids', every);
		await lab.server.call('behave', { latency });
		const numbers = Array.from({ length: contacts }, (_, n) => contacts * 2 - 1 - 2 * n);
		const conditions = expecting(numbers.map(contactFields));
		const contenders = [
			await lab.workflow(PACKAGE, byPackage(target, ids), conditions),
			await lab.workflow(HTTP_REQUEST, byHttpRequest(target, ids), conditions),
		];
		if (at32) {
			const workflow = byPackage(target, ids, { maxConcurrency: 32 });
			contenders.push(await lab.workflow(AT_32, workflow, conditions));
		}
		return await lab.alternate(work, contenders, how);
	});
}

interface GetOptions {
	latency?: number;
	/** Whether this package also does it with 32 requests in flight. */
	at32?: boolean;
	quantity?: Quantity;
	rounds?: number;
}

export async function getSlowly(lab: Lab): Promise<Partial<Findings>> {
	const series = await get(lab, lab.sizes.getSlowly, { latency: 50, at32: true });
	const { work } = series;
	const [limit, unit] = [{ atMost: 1 }, '× HTTP Request'];
	return {
		series: [series],
		goals: [
			goal(work, ratios(series, PACKAGE, HTTP_REQUEST), limit, unit),
			goal(`${work}, 32 in flight`, ratios(series, AT_32, HTTP_REQUEST), limit, unit),
		],
	};
}

export async function getFast(lab: Lab): Promise<Partial<Findings>> {
	const series = await get(lab, lab.sizes.getFast, {});
	const ratio = ratios(series, PACKAGE, HTTP_REQUEST);
	const goals = [goal(series.work, ratio, { atMost: 0.35 }, '× HTTP Request')];
	return { series: [series], goals };
}

/** How long n8n answers nobody else while many items are worked on. */
export async function eventLoop(lab: Lab): Promise<Partial<Findings>> {
	const { eventLoop: items, fewRounds: rounds } = lab.sizes;
	const series = await get(lab, items, { quantity: 'pause', rounds });
	const pauses = spreadOf(series.values.get(PACKAGE) ?? []);
	return { series: [series], goals: [goal(series.work, pauses, { atMost: 200 }, 'ms')] };
}

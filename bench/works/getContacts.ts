import {
	HTTP_REQUEST,
	PACKAGE,
	targetIn,
	workflowContender,
	type Findings,
	type Lab,
} from '../lab';
import { limitOfRatio } from '../limit';
import { getByHttpRequest, getByPackage } from '../n8n/workflows';
import { alternate, ratios, type Series } from '../series';

const PACKAGE_AT_32 = `${PACKAGE}, 32 in flight`;

/** Gets contacts by ID, one request each, by this package as it is and with 32 in flight, and by HTTP Request. */
async function measure(lab: Lab, count: number, latency: number): Promise<Series> {
	const { server, sizes, watch } = lab;
	const organization = { contacts: count * 2, order: 'newestFirst' } as const;
	const { id } = await server.call('addOrganization', organization);
	const { ids, expected } = await server.call('pick', { id, count });
	await server.call('setLatency', { milliseconds: latency });
	const target = targetIn(lab, id);
	const expect = async () => expected;
	// HTTP Request between the two, so that it is next to either.
	const contenders = [
		await workflowContender(lab, PACKAGE, getByPackage(target, ids), expect),
		await workflowContender(lab, HTTP_REQUEST, getByHttpRequest(target, ids), expect),
		await workflowContender(lab, PACKAGE_AT_32, getByPackage(target, ids, 32), expect),
	];
	const work = `get ${count.toLocaleString('en')} by ID, ${latency} ms`;
	const series = await alternate(work, contenders, sizes.rounds, watch);
	await server.call('setLatency', { milliseconds: 0 });
	await server.call('removeOrganization', { id });
	return series;
}

export async function getSlowly(lab: Lab): Promise<Findings> {
	const series = await measure(lab, lab.sizes.getSlowly, 50);
	const asItIs = ratios(series, PACKAGE, HTTP_REQUEST);
	const at32 = ratios(series, PACKAGE_AT_32, HTTP_REQUEST);
	return {
		series: [series],
		limits: [
			limitOfRatio(`${series.work}, 32 in flight`, at32, { atMost: 1 }, HTTP_REQUEST),
			limitOfRatio(`${series.work}, 16 in flight`, asItIs, { atMost: 1.4 }, HTTP_REQUEST),
		],
	};
}

export async function getFast(lab: Lab): Promise<Findings> {
	const series = await measure(lab, lab.sizes.getFast, 0);
	const asItIs = ratios(series, PACKAGE, HTTP_REQUEST);
	return {
		series: [series],
		limits: [limitOfRatio(series.work, asItIs, { atMost: 0.6 }, HTTP_REQUEST)],
	};
}

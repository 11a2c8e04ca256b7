/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { existsSync } from 'node:fs';

import { list } from '../bareLoop';
import { digest, expectSame, type Digest } from '../checksum';
import {
	BARE_LOOP,
	HTTP_REQUEST,
	loopContender,
	PACKAGE,
	targetIn,
	workflowContender,
	type Findings,
	type Lab,
} from '../lab';
import { limitOfRatio } from '../limit';
import { forMemory, listByHttpRequest, listByPackage, type Target } from '../n8n/workflows';
import { alternate, ratios, type Series } from '../series';

export async function listSlowly(lab: Lab): Promise<Findings> {
	const contacts = lab.sizes.listSlowly;
	return await inOrganization(lab, contacts, 50, async (target, expected) => {
		const series = await measureTime(lab, `${nameOf(contacts)}, 50 ms`, target, expected);
		const byHttpRequest = ratios(series, PACKAGE, HTTP_REQUEST);
		const byLoop = ratios(series, PACKAGE, BARE_LOOP);
		return {
			series: [series],
			limits: [
				limitOfRatio(series.work, byHttpRequest, { atMost: 0.9 }, HTTP_REQUEST),
				limitOfRatio(series.work, byLoop, { atMost: 1.15 }, BARE_LOOP),
			],
		};
	});
}

export async function listFast(lab: Lab): Promise<Findings> {
	const contacts = lab.sizes.listFast;
	return await inOrganization(lab, contacts, 0, async (target, expected) => {
		const work = `${nameOf(contacts)}, 0 ms`;
		const time = await measureTime(lab, work, target, expected);
		const byTime = ratios(time, PACKAGE, HTTP_REQUEST);
		const limits = [limitOfRatio(work, byTime, { atMost: 0.7 }, HTTP_REQUEST)];
		if (!existsSync('/proc/self/clear_refs')) return { series: [time], limits };
		const memory = await measureMemory(lab, `${work}: peak memory`, target, expected);
		const byMemory = ratios(memory, PACKAGE, HTTP_REQUEST);
		limits.push(limitOfRatio(memory.work, byMemory, { atMost: 1 }, HTTP_REQUEST));
		return { series: [time, memory], limits };
	});
}

const nameOf = (contacts: number) => `list ${contacts.toLocaleString('en')} contacts`;

async function inOrganization(
	lab: Lab,
	contacts: number,
	latency: number,
	measure: (target: Target, expected: Digest) => Promise<Findings>,
): Promise<Findings> {
	const { server } = lab;
	const { id } = await server.call('addOrganization', { contacts, order: 'newestFirst' });
	const expected = await server.call('digestOfList', { id });
	await server.call('setLatency', { milliseconds: latency });
	const findings = await measure(targetIn(lab, id), expected);
	await server.call('setLatency', { milliseconds: 0 });
	await server.call('removeOrganization', { id });
	return findings;
}

/** Lists contacts by this package, by HTTP Request with Split Out, and by a bare loop. */
async function measureTime(
	lab: Lab,
	work: string,
	target: Target,
	expected: Digest,
): Promise<Series> {
	const expect = async () => expected;
	const contenders = [
		await workflowContender(lab, PACKAGE, listByPackage(target), expect),
		await workflowContender(lab, HTTP_REQUEST, listByHttpRequest(target), expect),
		loopContender(
			lab,
			BARE_LOOP,
			async () => await list(target),
			async (result) => expectSame('The bare loop', digest(result), expected),
		),
	];
	return await alternate(work, contenders, lab.sizes.rounds, lab.watch);
}

/** The same for the memory of n8n's process, in runs of their own: freeing it first costs time. */
async function measureMemory(
	lab: Lab,
	work: string,
	target: Target,
	expected: Digest,
): Promise<Series> {
	const expect = async () => expected;
	const contenders = [
		await workflowContender(lab, PACKAGE, forMemory(listByPackage(target)), expect),
		await workflowContender(lab, HTTP_REQUEST, forMemory(listByHttpRequest(target)), expect),
	];
	return await alternate(work, contenders, lab.sizes.rounds, lab.watch, 'memory');
}

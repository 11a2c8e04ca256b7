import { targetIn, workflowContender, type Findings, type Lab } from '../lab';
import { limitOfRatio } from '../limit';
import { listByPackage } from '../n8n/workflows';
import { alternate, ratios, type Contender } from '../series';

/** Whether a list ten times as long takes ten times as long. */
export async function growth(lab: Lab): Promise<Findings> {
	const { server, sizes, watch } = lab;
	const { from, to } = sizes.growth;
	const ids: string[] = [];
	const contenders: Contender[] = [];
	for (const contacts of [from, to]) {
		const { id } = await server.call('addOrganization', { contacts, order: 'newestFirst' });
		const expected = await server.call('digestOfList', { id });
		const workflow = listByPackage(targetIn(lab, id));
		contenders.push(await workflowContender(lab, nameOf(contacts), workflow, async () => expected));
		ids.push(id);
	}
	const work = 'growth: list all contacts, 0 ms';
	const series = await alternate(work, contenders, sizes.rounds, watch);
	for (const id of ids) await server.call('removeOrganization', { id });
	const times = ratios(series, nameOf(to), nameOf(from));
	const scale = from / to;
	const perContact = {
		median: times.median * scale,
		least: times.least * scale,
		most: times.most * scale,
	};
	const what = `time per contact at ${to.toLocaleString('en')}`;
	return {
		series: [series],
		limits: [
			limitOfRatio(what, perContact, { atMost: 1.3 }, `that at ${from.toLocaleString('en')}`),
		],
	};
}

const nameOf = (contacts: number) => `this package, ${contacts.toLocaleString('en')}`;

import { digest, expectSame } from '../checksum';
import type { Findings, Lab } from '../lab';
import { limitOfRatio } from '../limit';
import { alternate, ratios, type Contender } from '../series';
import { PollingTrigger } from '../trigger/pollingTrigger';

const OLD_CONTACTS = 1000;
/** The new contacts came within the last minutes, as an import of them would. */
const SECONDS = 250;

/** Whether a poll with twice as many new contacts takes twice as long. */
export async function newContacts(lab: Lab): Promise<Findings> {
	const { sizes, watch } = lab;
	const [once, twice] = [sizes.newContacts, sizes.newContacts * 2];
	const contenders = [contender(lab, once), contender(lab, twice)];
	const work = 'poll with new contacts, 0 ms';
	const series = await alternate(work, contenders, sizes.rounds, watch);
	const times = ratios(series, nameOf(twice), nameOf(once));
	const what = `poll with ${twice.toLocaleString('en')} new`;
	return {
		series: [series],
		limits: [limitOfRatio(what, times, { atMost: 2.2 }, `with ${once.toLocaleString('en')}`)],
	};
}

function contender({ server }: Lab, count: number): Contender {
	return {
		name: nameOf(count),
		async run() {
			const organization = { contacts: OLD_CONTACTS, order: 'newestFirst' } as const;
			const { id } = await server.call('addOrganization', organization);
			const trigger = new PollingTrigger(server.url, id);
			await trigger.poll();
			await server.call('pass', { seconds: SECONDS });
			await server.call('addNewContacts', { id, count, seconds: SECONDS });
			const expected = await server.call('digestOfNewest', { id, count });
			const began = performance.now();
			const contacts = await trigger.poll();
			const milliseconds = performance.now() - began;
			expectSame(nameOf(count), digest(contacts), expected);
			await server.call('removeOrganization', { id });
			return { milliseconds };
		},
	};
}

const nameOf = (count: number) => `this package, ${count.toLocaleString('en')} new`;

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { useStandIn } from '../../dev/n8n/fixture';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn();

/** The longest time that this process computed between two turns of the event loop, in milliseconds. */
async function longestTurn(run: () => Promise<unknown>): Promise<number> {
	let longest = 0;
	let last = process.cpuUsage();
	const timer = setInterval(() => {
		const { user, system } = process.cpuUsage(last);
		longest = Math.max(longest, (user + system) / 1000);
		last = process.cpuUsage();
	}, 1);
	try {
		await run();
	} finally {
		clearInterval(timer);
	}
	return longest;
}

const items = Array.from({ length: 2000 }, (_, n) => ({ name: '', email: `${n}@example.com` }));

// What is computed in one turn is n8n's own pause. These runs take a second or more.
test('thousands of items that are refused at once leave n8n its turns', async () => {
	const setup = fixture.contact('create', { name: '={{ $json.name }}' });
	const run = () => execute({ ...setup, items, onError: 'continueRegularOutput' });
	expect(await longestTurn(run)).toBeLessThan(200);
});

test('reading the parameters of thousands of items before the first request leaves n8n its turns', async () => {
	fixture.organization.contacts.createMany(items.map((fields) => ({ fields })));
	const setup = fixture.contact('findOrCreate', { email: '={{ $json.email }}' });
	const run = () => execute({ ...setup, items });
	expect(await longestTurn(run)).toBeLessThan(200);
});

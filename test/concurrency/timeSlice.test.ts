/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn();
const items = Array.from({ length: 1500 }, (_, n) => ({ name: '', email: `${n}@example.com` }));

/** How often others had their turn in the event loop. */
let turns = 0;
let timer: ReturnType<typeof setInterval>;

beforeEach(() => {
	turns = 0;
	timer = setInterval(() => turns++, 1);
});

afterEach(() => clearInterval(timer));

test('thousands of items that are refused at once leave n8n its turns', async () => {
	const setup = fixture.contact('create', { name: '={{ $json.name }}' });
	await execute({ ...setup, items, onError: 'continueRegularOutput' });
	expect(fixture.sent()).toEqual([]);
	expect(turns).toBeGreaterThan(2);
});

test('reading the parameters of thousands of items before the first request does, too', async () => {
	let turnsBefore: number | undefined;
	fixture.standIn.faults.add({
		fault: { kind: 'meanwhile', act: () => void (turnsBefore ??= turns) },
	});
	fixture.organization.contacts.createMany(items.map((fields) => ({ fields })));
	await execute({ ...fixture.contact('findOrCreate', { email: '={{ $json.email }}' }), items });
	expect(turnsBefore).toBeGreaterThan(2);
});

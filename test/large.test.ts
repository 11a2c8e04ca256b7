/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { INodeParameters } from 'n8n-workflow';

import { useStandIn } from './useStandIn';
import { execute } from '../dev/n8n/harness';
import { byId } from '../dev/n8n/locator';
import { sampleContact } from '../dev/standIn/sampleData';

const COUNT = 300_000;
const fixture = useStandIn();

/** Bytes that are in use once everything that is not has been collected. */
function usedHeap(): number {
	setFlagsFromString('--expose_gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
}

test('Return All of 300,000 contacts from one item, at no more than 2 kB of heap each', async () => {
	const { standIn, organization } = fixture;
	organization.contacts.createMany(
		Array.from({ length: COUNT }, (_, n) => ({
			fields: sampleContact(n),
			createdAt: standIn.clock() - n * 1_000_001,
		})),
	);
	const expected = organization.contacts.visible()[0]!;
	const before = usedHeap();
	const output = await execute(fixture.contact('getAll', { returnAll: true }));
	const perContact = (usedHeap() - before) / COUNT;
	expect(output).toHaveLength(COUNT);
	expect(output[0]).toEqual({
		json: standIn.show(organization.contacts, expected),
		pairedItem: { item: 0 },
	});
	expect(new Set(output.map(({ json }) => json.contact_id)).size).toBe(COUNT);
	expect(perContact).toBeLessThanOrEqual(2000);
});

test('Return All of 20,000 messages reads each page once, and costs four times what 5,000 do', async () => {
	const { organization } = fixture;
	const contact = organization.contacts.create({ name: 'Ada' });
	const timeOf = async (count: number) => {
		const conversation = organization.addConversation(contact.number);
		for (let n = 0; n < count; n++) {
			organization.addMessage(conversation, { subject: `Message ${n}` }, { movesActivity: false });
		}
		const conversationId = byId(fixture.standIn.idOf('conversation', conversation));
		const parameters = {
			resource: 'message',
			operation: 'getAll',
			conversationId,
			returnAll: true,
		};
		fixture.standIn.forget();
		const start = process.cpuUsage();
		const output = await execute(fixture.setup(parameters));
		const { user, system } = process.cpuUsage(start);
		expect(new Set(output.map(({ json }) => json.message_id)).size).toBe(count);
		expect(fixture.sent()).toHaveLength(count / 500);
		return user + system;
	};
	await timeOf(1000);
	const ratio = (await timeOf(20_000)) / (await timeOf(5000));
	// A quadratic run would cost sixteen times as much.
	expect(ratio).toBeLessThan(10);
});

test('the newest 10 of 20,000 contacts take a fifth of the memory of all of them at the most', async () => {
	const { standIn, organization } = fixture;
	const [count, pages] = [20_000, 40];
	organization.contacts.createMany(
		Array.from({ length: count }, (_, n) => ({
			fields: sampleContact(n),
			createdAt: standIn.clock() - n * 1_000_001,
		})),
	);
	/** What is kept when the last page is asked for. */
	const keptBy = async (parameters: INodeParameters) => {
		const before = usedHeap();
		let kept = 0;
		const act = () => {
			kept = usedHeap() - before;
		};
		standIn.faults.clear();
		standIn.faults.add({ fault: { kind: 'meanwhile', act }, skip: pages - 1 });
		await execute(fixture.contact('getAll', parameters));
		expect(kept).not.toBe(0);
		return kept;
	};
	await keptBy({ returnAll: true });
	const all = await keptBy({ returnAll: true });
	const newest = await keptBy({ limit: 10, options: { order: 'newest' } });
	expect(newest / all).toBeLessThan(0.2);
}, 120_000);

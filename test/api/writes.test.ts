import type { WriteEntry } from '../../nodes/HyperRep/api/writes';
import { failureOf, useStandIn } from '../useStandIn';
import { asNode, connectTo, CREATE } from './connect';

const fixture = useStandIn();

const client = async () => await connectTo(fixture, { firstWait: 1 });

/** The place of one item in the write log. */
function slotOf(...noted: WriteEntry[]) {
	return { noted, earlier: () => noted.at(-1), note: (entry: WriteEntry) => noted.push(entry) };
}

const create = async (writes: ReturnType<typeof slotOf>, body = { name: 'Ada' }) =>
	await asNode(
		(await client())
			.within({ writes })
			.create({ path: ['contacts'], body, idField: 'contact_id', purpose: CREATE }),
	);

test('what an item has written is not written again, no matter how its values change', async () => {
	const slot = slotOf();
	const record = await create(slot);
	expect(slot.noted).toEqual([{ record }]);
	expect(await create(slot, { name: 'Ada, a second later' })).toEqual(record);
	expect(fixture.sent()).toHaveLength(1);
});

test('what is in doubt stays in doubt', async () => {
	const slot = slotOf();
	fixture.standIn.faults.add({ fault: { kind: 'afterwards' }, times: 1 });
	const first = await failureOf(create(slot));
	const second = await failureOf(create(slot, { name: 'Another' }));
	expect(first.message).toMatch(/The contact may have been created anyway$/);
	expect(second).toMatchObject({ message: first.message, description: first.description });
	expect(fixture.sent()).toHaveLength(1);
});

test('what was refused may be written by the next try', async () => {
	const slot = slotOf();
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 422, type: 'application/json', body: '{"detail": "No"}' },
		times: 1,
	});
	await failureOf(create(slot));
	expect(slot.noted).toEqual([]);
	expect(await create(slot)).toMatchObject({ name: 'Ada' });
});

function nested(levels: number): string {
	return `${'{"detail": ['.repeat(levels)}"deep"${']}'.repeat(levels)}`;
}

test.each<[string, string]>([
	['of odd places', '{"detail": [{"loc": [{"toString": 1}]}]}'],
	['of odd words', '{"detail": [{"loc": ["body", {"toString": 1}], "msg": {"toString": 1}}]}'],
	['20,000 levels deep', nested(10_000)],
	['of 20 MB', JSON.stringify({ detail: 'x'.repeat(20_000_000) })],
	[
		'of what objects inherit',
		'{"detail": "constructor __proto__ toString", "__proto__": {"a": 1}}',
	],
])('the doubt is noted before a reason %s is put into words', async (_, body) => {
	const slot = slotOf();
	fixture.standIn.faults.add({
		fault: { kind: 'status', status: 500, type: 'application/json', body },
	});
	const failure = await failureOf(create(slot));
	expect(failure.message).toMatch(/The contact may have been created anyway$/);
	expect(failure.message).not.toContain('[native code]');
	expect(slot.noted.length).toBeGreaterThan(0);
	await failureOf(create(slot));
	expect(fixture.sent()).toHaveLength(1);
});

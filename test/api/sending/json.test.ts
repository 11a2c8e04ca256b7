/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { parseInParts } from '../../../nodes/HyperRep/api/sending/json';

const RECORD = { id: 'a', note: '}, {"x": [1', list: [{ a: 1 }, { b: [{}, {}] }], none: null };
const records = (count: number) => Array.from({ length: count }, (_, n) => ({ ...RECORD, n }));
const long = () => 'y}, {'.repeat(200_000);

test.each<[string, () => unknown]>([
	['a long page', () => ({ data: records(9000), pagination: { next_cursor: null, a: [{}, {}] } })],
	['a short page', () => ({ data: records(2), pagination: {} })],
	['a record of a megabyte', () => ({ data: [...records(3), { long: long() }, ...records(3)] })],
	[
		'texts with what stands between records',
		() => ({ data: [{ long: long() }, { long: long() }] }),
	],
	['lists within lists', () => ({ data: [[records(9000)], [records(3)]] })],
	['no list of records', () => ({ data: Array.from({ length: 200_000 }, (_, n) => n) })],
	['another form', () => ({ pagination: {}, data: records(9000) })],
	['a list', () => records(9000)],
])('%s is parsed as a whole would be', async (_, make) => {
	const text = JSON.stringify(make());
	expect(JSON.stringify(await parseInParts(text)) === text).toBe(true);
	const spaced = JSON.stringify(make(), null, 2);
	expect(JSON.stringify(await parseInParts(spaced)) === text).toBe(true);
	// What ends in the middle is no JSON.
	const cut = text.slice(0, -1);
	expect((await parseInParts(cut)) === cut).toBe(true);
});

test('a long list leaves n8n its turns', async () => {
	const text = JSON.stringify({ data: records(100_000), pagination: {} });
	let turns = 0;
	const timer = setInterval(() => turns++, 1);
	await parseInParts(text);
	clearInterval(timer);
	expect(turns).toBeGreaterThan(0);
});

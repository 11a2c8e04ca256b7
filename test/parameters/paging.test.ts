import { paging } from '../../nodes/HyperRep/parameters/paging';
import { sourceOf } from './source';

test('Return All needs no limit, and a limit has no greatest value', () => {
	expect(paging.read(sourceOf({ returnAll: true, limit: 0 }))).toBe(Infinity);
	expect(paging.read(sourceOf({}))).toBe(50);
	expect(paging.read(sourceOf({ limit: 1_000_000 }))).toBe(1_000_000);
	expect(() => paging.read(sourceOf({ limit: 0 }))).toThrow(
		'\'Limit\' must be a whole number of at least 1, but it is "0"',
	);
});

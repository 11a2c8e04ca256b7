import { wait } from '../../nodes/HyperRep/concurrency/wait';

test('waits as long as it should, and not at all for zero', async () => {
	const start = performance.now();
	await wait(0);
	await wait(-1);
	await wait(30);
	expect(performance.now() - start).toBeGreaterThanOrEqual(29);
});

test('a signal ends it at once, and one that was aborted before lets it not begin', async () => {
	const controller = new AbortController();
	const waiting = wait(1_000_000, controller.signal);
	controller.abort();
	await waiting;
	await wait(1_000_000, controller.signal);
});

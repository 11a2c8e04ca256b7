import {
	throwIfCancelled,
	unlessCancelled,
} from '../../nodes/HyperRep/concurrency/unlessCancelled';

const CANCELLED = 'The execution was cancelled';
const never = new Promise<never>(() => {});

test('a promise is waited for until it is cancelled', async () => {
	const { signal } = new AbortController();
	expect(await unlessCancelled(Promise.resolve(7), signal)).toBe(7);
	expect(await unlessCancelled(Promise.resolve(7), undefined)).toBe(7);
	const controller = new AbortController();
	const waiting = unlessCancelled(never, controller.signal);
	controller.abort();
	await expect(waiting).rejects.toThrow(CANCELLED);
	await expect(unlessCancelled(never, controller.signal)).rejects.toThrow(CANCELLED);
});

test('what is cancelled before it begins throws', () => {
	throwIfCancelled(undefined);
	throwIfCancelled(new AbortController().signal);
	expect(() => throwIfCancelled(AbortSignal.abort())).toThrow(CANCELLED);
});

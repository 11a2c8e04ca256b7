import { onAbort } from '../../nodes/HyperRep/concurrency/onAbort';

test('each action is called once when the signal is aborted, unless it was taken back', () => {
	const controller = new AbortController();
	const called: number[] = [];
	const releases = [1, 2, 3].map((n) => onAbort(controller.signal, () => called.push(n)));
	releases[1]?.();
	controller.abort();
	controller.abort();
	expect(called).toEqual([1, 3]);
});

test('after the end, and without a signal', () => {
	const act = jest.fn();
	onAbort(undefined, act)();
	expect(act).not.toHaveBeenCalled();
	onAbort(AbortSignal.abort(), act);
	expect(act).toHaveBeenCalledTimes(1);
});

test('many actions are one listener, since Node warns of more than ten', () => {
	const { signal } = new AbortController();
	const listen = jest.spyOn(signal, 'addEventListener');
	for (let n = 0; n < 50; n++) onAbort(signal, () => {});
	expect(listen).toHaveBeenCalledTimes(1);
});

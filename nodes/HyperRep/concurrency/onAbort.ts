const actionsOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `act` when a signal is aborted, immediately if it already is. All calls for a signal share one
 * listener, since Node warns of more than ten.
 *
 * @returns a function that removes it
 */
export function onAbort(signal: AbortSignal | undefined, act: () => void): () => void {
	if (signal === undefined || signal.aborted) {
		if (signal !== undefined) act();
		return () => {};
	}
	const actions = actionsOf.get(signal) ?? new Set();
	if (!actionsOf.has(signal)) {
		actionsOf.set(signal, actions);
		signal.addEventListener('abort', () => [...actions].forEach((each) => each()));
	}
	// A function that is passed twice is called twice.
	const action = () => act();
	actions.add(action);
	return () => actions.delete(action);
}

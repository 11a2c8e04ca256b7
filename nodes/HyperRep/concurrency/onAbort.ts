const actionsOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `act` when a signal is aborted, at once if it is. All of a signal share one listener, since Node warns of more than ten.
 *
 * @returns takes it back
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
	// One that is passed twice is called twice.
	const action = () => act();
	actions.add(action);
	return () => actions.delete(action);
}

import type { Parameter } from './Parameter';

/** A notice in the panel about the parameters below it. It has no value. */
export function notice(name: string, text: string): Parameter<undefined> {
	return {
		fields: [{ displayName: text, name, type: 'notice', default: '' }],
		labels: new Map(),
		read: () => undefined,
	};
}

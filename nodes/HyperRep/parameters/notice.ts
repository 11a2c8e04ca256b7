import { nothing, type Parameter } from './Parameter';

/** A notice in the panel about the parameters below it. It has no value. */
export const notice = (name: string, text: string): Parameter<undefined> => ({
	...nothing,
	fields: [{ displayName: text, name, type: 'notice', default: '' }],
});

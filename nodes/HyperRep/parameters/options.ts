import type { INodeProperties } from 'n8n-workflow';

import { byName, collection } from './collection';
import type { ParameterSet } from './Parameter';
import { wholeNumber } from './wholeNumber';

/** The name under which every operation has its options. */
const OPTIONS = 'options';

/** Some of the options of an operation. `mergeOptions` shows all of them under one heading. */
export const optionsOf = <P extends ParameterSet>(members: P) =>
	collection(
		{
			label: 'Options',
			name: OPTIONS,
			button: 'Add Option',
			description: 'Settings that you rarely need to change',
		},
		members,
	);

/** The options that every operation has. They apply to the whole run, not to each item. */
export const options = optionsOf({
	concurrency: wholeNumber({
		label: 'Max Concurrency',
		name: 'maxConcurrency',
		min: 1,
		max: 64,
		default: 32,
		description:
			'How many input items are processed at the same time. Lower it if HyperRep rate-limits you.',
	}),
});

/** Puts all options of an operation under one heading, after its other fields, in alphabetical order. */
export function mergeOptions(fields: INodeProperties[]): INodeProperties[] {
	const [first, ...others] = fields.filter(({ name }) => name === OPTIONS);
	if (first === undefined) return fields;
	const members = [first, ...others].flatMap(({ options: own = [] }) => own) as INodeProperties[];
	return [...fields.filter(({ name }) => name !== OPTIONS), { ...first, options: byName(members) }];
}

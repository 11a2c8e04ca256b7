import { collection } from './collection';
import type { ParameterSet } from './Parameter';
import { wholeNumber } from './wholeNumber';

const concurrency = wholeNumber({
	label: 'Max Concurrency',
	name: 'maxConcurrency',
	min: 1,
	max: 64,
	default: 16,
	description:
		'How many input items are processed at the same time. Lower it if HyperRep rate-limits you.',
});

/** The name under which every operation has its options. */
export const OPTIONS = 'options';

/** The options of an operation: those that all operations have, and its own. */
export const optionsWith = <P extends ParameterSet>(own: P) =>
	collection(
		{
			label: 'Options',
			name: OPTIONS,
			button: 'Add Option',
			description: 'Settings of the node that rarely need a change',
		},
		{ ...own, concurrency },
	);

/** The options that every operation has. They count for the whole run, not for each item. */
export const options = optionsWith({});

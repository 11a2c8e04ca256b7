import type { INodeProperties } from 'n8n-workflow';

export const DEFAULT_CONCURRENCY = 16;
export const MOST_CONCURRENCY = 64;

/** What all operations can be tuned by. It counts for the whole run, not for each item. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'They count for the whole run, not for each input item',
	options: [
		{
			displayName: 'Max Concurrency',
			name: 'maxConcurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_CONCURRENCY, numberPrecision: 0 },
			default: DEFAULT_CONCURRENCY,
			description:
				'How many input items are worked on at the same time. More is faster; fewer spares HyperRep.',
		},
	],
};

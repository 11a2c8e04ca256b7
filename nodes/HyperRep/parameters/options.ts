import { collection } from './collection';
import { wholeNumber } from './wholeNumber';

/** What every operation can be tuned by. It counts for the whole run, not for each item. */
export const options = collection(
	{ label: 'Options', name: 'options', button: 'Add Option' },
	{
		concurrency: wholeNumber({
			label: 'Max Concurrency',
			name: 'maxConcurrency',
			min: 1,
			max: 64,
			default: 16,
			description:
				'How many input items are processed at the same time. Lower it if HyperRep rate-limits you.',
		}),
	},
);

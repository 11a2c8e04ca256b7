import { quote } from '../errors/wording';
import { DEFAULT_CONCURRENCY, MOST_CONCURRENCY } from '../fields/options';
import { readCollection } from './collection';
import { InputError } from '../errors/InputError';
import { readWholeNumber } from './wholeNumber';

/**
 * Reads how many items are worked on at the same time.
 *
 * @param options the value of the options collection
 * @throws InputError for anything but a whole number from 1 to 64
 */
export function readConcurrency(options: unknown): number {
	const { maxConcurrency: value = DEFAULT_CONCURRENCY } = readCollection(options, 'Options');
	const concurrency = readWholeNumber(value);
	if (concurrency === undefined || concurrency < 1 || concurrency > MOST_CONCURRENCY) {
		throw new InputError(
			`Max Concurrency must be a whole number from 1 to ${MOST_CONCURRENCY}, but it is ${quote(value)}`,
			'Change "Max Concurrency" in "Options".',
		);
	}
	return concurrency;
}

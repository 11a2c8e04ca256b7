import { boolean } from './boolean';
import { shownUnlessOn, type Parameter } from './Parameter';
import { wholeNumber } from './wholeNumber';

const returnAll = boolean({
	label: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit = shownUnlessOn(
	'returnAll',
	wholeNumber({
		label: 'Limit',
		name: 'limit',
		min: 1,
		default: 50,
		description: 'Max number of results to return',
		advice: "Change 'Limit', or turn on 'Return All'.",
	}),
);

/** Return All and Limit, which every operation that returns a list has. `Infinity` stands for all. */
export const paging: Parameter<number> = {
	fields: [...returnAll.fields, ...limit.fields],
	labels: new Map(),
	read: (source) => (returnAll.read(source) ? Infinity : limit.read(source)),
};

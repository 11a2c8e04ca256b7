import { simplify } from '../operations/simplify';
import { boolean } from '../parameters/boolean';
import { optionsOf } from '../parameters/options';
import { shownFor, type Parameter } from '../parameters/Parameter';
import { wholeNumber } from '../parameters/wholeNumber';
import { includeContact } from '../resources/contact/includeContact';
import { events } from './events';
import type { TriggerEvent } from './TriggerEvent';

const MAX_RECORDS = 'maxRecords';

const maxRecordsOption = wholeNumber({
	label: 'Max Records per Run',
	name: MAX_RECORDS,
	min: 1,
	default: 1000,
	description:
		'How many records may start one execution. The next polls emit the rest; none is lost.',
});

/** The default is for when the option is added; without the option there is no limit. */
const maxRecords: Parameter<number> = {
	...maxRecordsOption,
	read(source) {
		const entered = source.get(MAX_RECORDS);
		return entered === null || entered === '' ? Infinity : maxRecordsOption.read(source);
	},
};

/** The trigger's options. */
export const options = optionsOf({
	lookBack: wholeNumber({
		label: 'Look Back (Minutes)',
		name: 'lookBack',
		min: 0,
		max: 10_080,
		default: 5,
		description:
			'How late a record may become visible in HyperRep and still start the workflow. Raise it if slow imports or integrations write to HyperRep. At most 10080 (a week).',
	}),
	maxRecords,
	includeContact: shownFor(
		{ '/event': valuesOf(({ contactIdOf }) => contactIdOf !== undefined) },
		includeContact(true),
	),
	simplify: shownFor({ '/event': valuesOf((one) => one.simplify !== undefined) }, simplify),
	skipInactive: boolean({
		label: 'Skip Inactive Time',
		name: 'skipInactive',
		default: false,
		description:
			'Whether to skip what happened while the workflow was unpublished. If off, publishing it again emits what it missed. Restarting n8n does not count as inactive.',
	}),
});

/** The events that have a property. */
function valuesOf(has: (event: TriggerEvent) => boolean): string[] {
	return events.filter(has).map(({ value }) => value);
}

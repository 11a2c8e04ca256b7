import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { chooser } from '../parameters/choice';
import { DATE_HINT, requiredDateTime } from '../parameters/dateTime';
import { expressionAt } from '../parameters/expressions';
import { polledOrganization } from '../parameters/organization';
import { readAll, shownFor, type ParameterSource } from '../parameters/Parameter';
import { BEGINNING, MINUTE, parseTimestamp, type Microseconds } from '../time/microseconds';
import { events, presetEvent } from './events';
import { options } from './options';
import { presented } from './presented';
import type { PollRun, Stream, TriggerEvent } from './TriggerEvent';

/** What a user has set up in the panel. */
export interface Settings {
	/** The event, the organization and the start, as text: changing one of them starts over. */
	scope: string;
	/** `undefined` if none is chosen. */
	organization: string | undefined;
	/** Records since then count as new; `undefined` for the moment of the activation. */
	start: Microseconds | undefined;
	skipInactive: boolean;
	plural: string;
	/** Whether the user has narrowed what the event emits. */
	isNarrowed: boolean;
	/** Opens the stream of the chosen event. */
	open(run: Omit<PollRun, 'lookBack' | 'maxRecords'>): Stream<unknown>;
}

const event = chooser({
	label: 'Trigger On',
	name: 'event',
	builderHint:
		'What starts the workflow. Each record comes exactly once, oldest first, through restarts and edits: add no Remove Duplicates node, no filter by date and no schedule beside it. A message comes with its conversation, whose conversation_id a reply needs.',
	options: events.map(({ value, name, action, description }) => ({
		value,
		name,
		action,
		description,
	})),
	default: presetEvent,
});

const startFrom = chooser({
	label: 'Start From',
	name: 'startFrom',
	options: [
		{
			name: 'First Publish',
			value: 'activation',
			description: 'Only what happens after you first publish (activate) the workflow',
		},
		{
			name: 'All',
			value: 'all',
			description: 'Everything in HyperRep so far, then everything new',
		},
		{ name: 'Date', value: 'date', description: 'Everything since a date, then everything new' },
	],
	default: 'activation',
	description: 'What counts as new. Changing it restarts the trigger.',
});

const START_DATE = 'startDate';

const startDate = shownFor(
	{ startFrom: ['date'] },
	requiredDateTime({
		label: 'Start Date',
		name: START_DATE,
		description: 'Everything from this date and time on counts as new',
		hint: DATE_HINT,
	}),
);

/** The trigger's panel. */
export const fields: INodeProperties[] = [
	...event.fields,
	...polledOrganization.fields,
	...startFrom.fields,
	...startDate.fields,
	...events.flatMap(({ value, parameters }) =>
		Object.values(parameters).flatMap(
			(parameter) => shownFor({ event: [value] }, parameter).fields,
		),
	),
	...options.fields,
];

/** The text below the node on the canvas, e.g. `Sale Status Changed`. */
export const subtitle = `={{ (${JSON.stringify(
	Object.fromEntries(events.map(({ value, name }) => [value, name])),
)})[$parameter["event"]] }}`;

/** Reads the node's parameters before the first await, since it evaluates expressions; throws InputError. */
export function readSettings(context: IPollFunctions): Settings {
	const source = parametersOf(context);
	const chosen = eventNamed(event.read(source));
	const organizationId = polledOrganization.read(source);
	const start = startFrom.read(source);
	const date = start === 'date' ? parseTimestamp(startDate.read(source)) : undefined;
	const { lookBack, maxRecords, skipInactive, ...wanted } = options.read(source);
	const values = readAll(chosen.parameters, source);
	// As it was typed: an expression's value may change from poll to poll.
	const typed = start === 'date' ? source.raw(START_DATE) : null;
	return {
		scope: JSON.stringify([chosen.value, organizationId ?? null, start, typed]),
		organization: organizationId,
		start: start === 'all' ? BEGINNING : date,
		skipInactive,
		plural: chosen.plural,
		isNarrowed: JSON.stringify(values) !== JSON.stringify(readAll(chosen.parameters, UNTOUCHED)),
		open(given) {
			const run = { ...given, lookBack: lookBack * MINUTE, maxRecords };
			const open = (most: number) => chosen.open({ ...run, maxRecords: most }, values);
			return presented(run, open, chosen, wanted);
		},
	};
}

function eventNamed(value: string): TriggerEvent {
	const found = events.find((one) => one.value === value);
	if (found === undefined) throw new Error(`There is no event called ${value}`);
	return found;
}

/** The parameters of a new node. */
const UNTOUCHED: ParameterSource = {
	get: () => null,
	expressionOf: () => undefined,
	input: {},
	timezone: 'UTC',
};

/** The parameters of the node, with their expressions resolved. */
function parametersOf(context: IPollFunctions): ParameterSource & { raw(name: string): unknown } {
	const raw = (name: string): unknown =>
		context.getNodeParameter(name, null, { rawExpressions: true }) ?? null;
	return {
		raw,
		get: (name) => context.getNodeParameter(name, null),
		expressionOf: (name, ...inside) => expressionAt(raw(name), inside),
		input: {},
		timezone: context.getTimezone(),
	};
}

import { emptyInput, InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { readInstant, type Edge } from '../time/instant';
import { parseTimestamp } from '../time/microseconds';
import {
	parameter,
	required,
	type Parameter,
	type ParameterSource,
	type ParameterText,
} from './Parameter';

/** The panel's calendar drops a typed offset, and a typed date without a time. */
export const DATE_HINT =
	"In the workflow's time zone. If you type a date, add a time. For a date in another time zone, such as 2026-04-01T09:00:00Z in UTC, use an expression.";

/**
 * A date and time that may be missing, read as UTC text.
 *
 * @param naming includes what a date without a time means: its first moment unless `edge` says otherwise
 */
export function dateTime(naming: ParameterText & { edge?: Edge }): Parameter<string | undefined> {
	const { label, name, edge = 'start', placeholder = 'e.g. 2026-04-01T09:00:00' } = naming;
	return parameter({ ...naming, placeholder }, { type: 'dateTime', default: '' }, (source) =>
		readInstant(source.get(name), label, source.timezone, edge),
	);
}

/** A required date and time. */
export function requiredDateTime(naming: Parameters<typeof dateTime>[0]): Parameter<string> {
	const { label } = naming;
	return required(dateTime(naming), () => emptyInput(label, `Enter a date in '${label}'.`));
}

/** The last moment of a period, even if HyperRep is sent the first moment after it. */
export const lastMoment = (source: ParameterSource, name: string, label: string) =>
	readInstant(source.get(name), label, source.timezone, 'end');

/** @throws InputError if a range ends before it starts */
export function checkRange(
	start: string | undefined,
	end: string | undefined,
	labels: [string, string],
) {
	const [from, to] = [parseTimestamp(start), parseTimestamp(end)];
	if (from === undefined || to === undefined || from <= to) return;
	throw new InputError(
		`'${labels[0]}' (${quote(start)}) is after '${labels[1]}' (${quote(end)})`,
		'Swap them, or change one of them.',
	);
}

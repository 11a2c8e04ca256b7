import {
	isResourceLocatorValue,
	type INodePropertyMode,
	type INodePropertyModeTypeOptions,
} from 'n8n-workflow';

import { isTooLongForId } from '../api/url';
import { emptyInput, InputError } from '../errors/InputError';
import { describeType, quote } from '../errors/wording';
import { isDate } from '../time/instant';
import { trimmed } from '../values/isBlank';
import { isWronglyEmpty } from './expressions';
import { parameter, required, type Parameter, type ParameterText } from './Parameter';
import { readTrimmed, writeAsText } from './text';

interface LocatorText extends ParameterText {
	/** n8n's list search method that fills the list; without one there is only By ID. */
	listMethod?: string;
	/** What the list shows before something is chosen, e.g. `Select a sale…`. */
	listPlaceholder?: string;
	/** The parameters that the list depends on: changing one clears the choice. */
	dependsOn?: string[];
}

/** A record that has an ID: From List, searchable, then By ID. It may be missing. */
export function optionalLocator(naming: LocatorText): Parameter<string | undefined> {
	const { label, name } = naming;
	const byId = { displayName: 'By ID', name: 'id' };
	return locatorWith(naming, { searchable: true }, byId, (source) =>
		readId(source.get(name), label),
	);
}

/**
 * An optional record that selects other records. Left empty, it counts as absent; an expression that returns
 * nothing is refused, since its author did not want all records.
 */
export function decisiveLocator(naming: LocatorText): Parameter<string | undefined> {
	const { label, name } = naming;
	const optional = optionalLocator(naming);
	return {
		...optional,
		read(source) {
			if (isWronglyEmpty(source, name)) throw emptyId(label);
			return optional.read(source);
		},
	};
}

/** A required record. */
export function locator(naming: LocatorText): Parameter<string> {
	return required(optionalLocator(naming), () => emptyId(naming.label));
}

/** How long a list may load before it gets a notice, in milliseconds. */
const SLOW = 10_000;

/**
 * Something with only a name, which may be new: From List, which is too short to search, or By Name. It may
 * be missing, and may be bare text.
 */
export function nameLocator(naming: LocatorText): Parameter<string | undefined> {
	const { label, name } = naming;
	const byName = { displayName: 'By Name', name: 'name' };
	return locatorWith(naming, {}, byName, (source) =>
		readTrimmed(valueOfLocator(source.get(name)), label),
	);
}

const emptyId = (label: string) =>
	emptyInput(label, `Choose from the list in '${label}', or enter an ID.`);

function locatorWith<T>(
	{ placeholder, listMethod, listPlaceholder, dependsOn, ...naming }: LocatorText,
	typeOptions: Omit<INodePropertyModeTypeOptions, 'searchListMethod'>,
	typed: { displayName: string; name: string },
	read: Parameter<T>['read'],
): Parameter<T> {
	const list = {
		displayName: 'From List',
		name: 'list',
		placeholder: listPlaceholder,
		typeOptions: {
			searchListMethod: listMethod,
			slowLoadNotice: {
				message: `If the list takes too long, choose ${typed.displayName} instead`,
				timeout: SLOW,
			},
			...typeOptions,
		},
	};
	const modes: INodePropertyMode[] = [
		...(listMethod === undefined ? [] : [{ ...list, type: 'list' as const }]),
		{ ...typed, type: 'string', placeholder },
	];
	const field = {
		type: 'resourceLocator' as const,
		default: { mode: modes[0]?.name ?? '', value: '' },
		modes,
		...(dependsOn !== undefined && { typeOptions: { loadOptionsDependsOn: dependsOn } }),
	};
	return parameter(naming, field, read);
}

/** The value in a resource locator, or a bare one from an expression or an AI model. */
export function valueOfLocator(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}

/**
 * Reads an ID from a resource locator, or from a bare value.
 *
 * @returns the ID without blanks and invisible characters around it; `undefined` if nothing was entered
 * @throws InputError for a value that is not text or number, or that could not be part of a URL path
 */
export function readId(value: unknown, label: string): string | undefined {
	const id = valueOfLocator(value);
	if (id === undefined || id === null) return undefined;
	const written = isDate(id) ? undefined : writeAsText(id);
	const text = written && trimmed(written);
	if (text === undefined) {
		throw new InputError(
			`'${label}' must be an ID, but it is ${describeType(id)}`,
			`Check the expression in '${label}'.`,
		);
	}
	if (text === '') return undefined;
	if (isTooLongForId(text)) {
		throw new InputError(
			`'${label}' is too long for an ID: it has ${text.length.toLocaleString('en')} characters`,
			`Enter the ID in '${label}'.`,
		);
	}
	// A segment of dots would move up in the path, even percent-encoded.
	if (/^\.+$/.test(text)) {
		throw new InputError(`'${label}' is not an ID: ${quote(text)}`, `Enter the ID in '${label}'.`);
	}
	if (/\p{Surrogate}/u.test(text)) {
		throw new InputError(
			`'${label}' contains an invalid character, so it cannot be an ID`,
			`Enter the ID in '${label}' again.`,
		);
	}
	return text;
}

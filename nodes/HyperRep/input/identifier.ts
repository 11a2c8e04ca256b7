import { describeType, quote } from '../errors/wording';
import { InputError } from '../errors/InputError';
import { readLocator } from './locator';

/**
 * Reads an identifier out of a resource locator, or out of the bare value that an expression or an
 * AI model put in its place.
 *
 * @returns the identifier exactly as it was entered, or `undefined` where nothing was
 * @throws InputError for a value that is no text or number, or that could not be part of a URL path
 */
export function readOptionalIdentifier(value: unknown, label: string): string | undefined {
	const identifier = readLocator(value);
	if (identifier === undefined || identifier === null) return undefined;
	if (typeof identifier !== 'string' && !Number.isFinite(identifier)) {
		throw new InputError(
			`${label} must be an ID, but it is ${describeType(identifier)}`,
			`Check the expression in "${label}".`,
		);
	}
	const text = String(identifier);
	if (text.trim() === '') return undefined;
	// A segment of dots would move up in the path, even percent-encoded.
	if (/^\.+$/.test(text)) {
		throw new InputError(`${label} is not an ID: ${quote(text)}`, `Enter the ID in "${label}".`);
	}
	if (/\p{Surrogate}/u.test(text)) {
		throw new InputError(
			`${label} holds a broken character, so it cannot be an ID`,
			`Enter the ID in "${label}" again.`,
		);
	}
	return text;
}

/**
 * Like `readOptionalIdentifier`, for an identifier that must be there.
 *
 * @throws InputError also where nothing was entered
 */
export function readIdentifier(value: unknown, label: string): string {
	const identifier = readOptionalIdentifier(value, label);
	if (identifier === undefined) {
		throw new InputError(
			`${label} is empty`,
			`Choose from the list in "${label}", or enter an ID there. Where it is an expression, it gave no value for this item.`,
		);
	}
	return identifier;
}

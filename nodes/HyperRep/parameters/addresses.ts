import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { fieldOf, labelOf, type Parameter, type ParameterText } from './Parameter';
import { readText } from './text';

// Only what can't be an address is refused; HyperRep judges the rest.
const ADDRESS = /^[^\s@,;<>]+@[^\s@.,;<>]+(?:\.[^\s@.,;<>]+)+$/;
const MAX_ADDRESS = 320;

/** An email address that may be missing. */
export function address(naming: ParameterText): Parameter<string | undefined> {
	const { label, name } = naming;
	return {
		fields: [{ ...fieldOf(naming), type: 'string', default: '' }],
		labels: labelOf(naming),
		read(source) {
			const text = readText(source.get(name), label)?.trim();
			if (text !== undefined) checkAddress(text, label);
			return text;
		},
	};
}

/** Email addresses: text with commas between them, or a list. `undefined` where there are none. */
export function addresses(naming: ParameterText): Parameter<string[] | undefined> {
	const { label, name } = naming;
	return {
		fields: [{ ...fieldOf(naming), type: 'string', default: '' }],
		labels: labelOf(naming),
		read(source) {
			const value = source.get(name);
			const texts = Array.isArray(value)
				? value.map((one: unknown) => readText(one, label) ?? '')
				: (readText(value, label) ?? '').split(',');
			const found = texts.map((text) => text.trim()).filter((text) => text !== '');
			for (const text of found) checkAddress(text, label);
			return found.length === 0 ? undefined : found;
		},
	};
}

/** @throws InputError for what is no email address */
function checkAddress(text: string, label: string): void {
	if (text.length <= MAX_ADDRESS && ADDRESS.test(text)) return;
	throw new InputError(
		`'${label}' is not an email address: ${quote(text)}`,
		`Enter an address such as name@example.com in '${label}'.${text.includes(';') ? ' Put commas between several addresses.' : ''}`,
	);
}

import { InputError } from '../errors/InputError';
import { quote } from '../errors/wording';
import { parameter, type Parameter, type ParameterText } from './Parameter';
import { readTrimmed } from './text';
import { readTexts } from './texts';

// Only what can't be an address is refused; HyperRep judges the rest. Quotes and brackets are remnants of
// JSON, code or a template.
const ADDRESS = /^[^\s@,;:<>()[\]{}"\\]+@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+$/u;
const MAX_ADDRESS = 320;

/** An email address that may be missing. */
export function address(naming: ParameterText): Parameter<string | undefined> {
	const { label, name } = naming;
	return parameter(naming, { type: 'string', default: '' }, (source) => {
		const text = readTrimmed(source.get(name), label);
		if (text !== undefined) checkAddress(text, label);
		return text;
	});
}

/** Email addresses: a list, or text with commas between them. `undefined` if there are none. */
export function addresses(naming: ParameterText): Parameter<string[] | undefined> {
	const { label, name } = naming;
	return parameter(naming, { type: 'string', default: '' }, (source) => {
		const found = readTexts(source.get(name), label);
		for (const text of found) checkAddress(text, label);
		return found.length === 0 ? undefined : found;
	});
}

/** @throws InputError if it is not an email address */
function checkAddress(text: string, label: string): void {
	if (text.length <= MAX_ADDRESS && ADDRESS.test(text)) return;
	throw new InputError(
		`'${label}' is not an email address: ${quote(text)}`,
		`Enter an address such as name@example.com in '${label}'.${text.includes(';') ? ' Put commas between several addresses.' : ''}`,
	);
}

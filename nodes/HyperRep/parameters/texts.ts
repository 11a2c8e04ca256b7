import { emptyInput } from '../errors/InputError';
import { elementsOf } from './elementsOf';
import { isByAuthor } from './expressions';
import { parameter, type Parameter, type ParameterText } from './Parameter';
import { readTrimmed } from './text';

/**
 * Short texts such as names: a list, or text with commas between them. Empty ones are left out, and an empty
 * list is refused if it is from an author's expression.
 */
export function texts(naming: ParameterText): Parameter<string[]> {
	const { label, name } = naming;
	return parameter(naming, { type: 'string', default: '' }, (source) => {
		const found = readTexts(source.get(name), label);
		if (found.length === 0 && isByAuthor(source, name)) throw emptyInput(label);
		return found;
	});
}

/** Reads the texts of a list, without blanks around them, and without those that are empty. */
export function readTexts(value: unknown, label: string): string[] {
	return elementsOf(value).flatMap((element) => readTrimmed(element, label) ?? []);
}

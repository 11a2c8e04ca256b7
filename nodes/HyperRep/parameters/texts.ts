import { elementsOf } from './elementsOf';
import { isByAuthor } from './expressions';
import { fieldOf, labelOf, type Parameter, type ParameterText } from './Parameter';
import { emptyText, readText } from './text';

/**
 * Short texts such as names: a list, or text with commas between them. Empty ones are left out, and a list of
 * nothing is refused if an author's expression gives it.
 */
export function texts(naming: ParameterText): Parameter<string[]> {
	const { label, name } = naming;
	return {
		fields: [{ ...fieldOf(naming), type: 'string', default: '' }],
		labels: labelOf(naming),
		read(source) {
			const elements = elementsOf(source.get(name));
			const found = elements.flatMap((element) => readText(element, label)?.trim() ?? []);
			if (found.length === 0 && isByAuthor(source, name)) throw emptyText(label);
			return found;
		},
	};
}

import { elementsOf } from './list';
import { fieldOf, labelOf, type Parameter, type ParameterText } from './Parameter';
import { readText } from './text';

/** Short texts such as names: a list, or text with commas between them. Empty ones are left out. */
export function texts(naming: ParameterText): Parameter<string[]> {
	const { label, name } = naming;
	return {
		fields: [{ ...fieldOf(naming), type: 'string', default: '' }],
		labels: labelOf(naming),
		read: (source) =>
			elementsOf(source.get(name)).flatMap((element) => readText(element, label)?.trim() ?? []),
	};
}

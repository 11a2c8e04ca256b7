import { nothing, type Parameter } from '../parameters/Parameter';
import { operation } from './Operation';
import { chosen, pathOf, withArticle, type RecordKind } from './RecordKind';

/** Get: one record by its ID; for a nested kind, its parent is chosen first. */
export function getById(kind: RecordKind) {
	const { noun, idField, listMethod } = kind;
	return operation({
		option: {
			name: 'Get',
			value: 'get',
			action: `Get ${noun}`,
			description: `Retrieve ${withArticle(kind)} by ID${listMethod === undefined ? '' : ' or from a list'}`,
		},
		parameters: { parent: parentOf(kind), id: chosen(kind) },
		async execute({ client, values, purpose }) {
			const { parent: parentId, id } = values;
			const record = await client.get({
				path: [...pathOf(kind, parentId), id],
				idField,
				purpose: purpose(`get the ${noun}`, id),
			});
			return [record];
		},
	});
}

/** The parameter for the parent record; reads nothing if the kind has no parent. */
export function parentOf({ parent }: RecordKind): Parameter<string | undefined> {
	return parent === undefined ? nothing : chosen(parent);
}

import { filters as filtersOf } from '../parameters/collection';
import { optionsOf } from '../parameters/options';
import { paging } from '../parameters/paging';
import { combined, nothing, type ParameterSet } from '../parameters/Parameter';
import { parentOf } from './getById';
import { listRecords } from './listRecords';
import type { Narrowing } from './Narrowing';
import { operation, type Operation } from './Operation';
import { order } from './Ordered';
import { pathOf, type RecordKind } from './RecordKind';

/** Get Many: the records of a kind; for a nested kind, those of one parent. */
export function getMany<F extends ParameterSet>(kind: RecordKind, narrowing?: Narrowing<F>) {
	const { plural, parent } = kind;
	return listOperation(kind, narrowing, {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${plural}`,
		description: `Retrieve many ${plural} of ${parent ? `a ${parent.noun}` : 'an organization'}`,
	});
}

/** E.g. Get Conversations of Agent: the records of another kind that belong to one record. */
export function getManyOf<F extends ParameterSet>(
	owner: RecordKind,
	kind: RecordKind,
	narrowing?: Narrowing<F>,
) {
	const { plural } = kind;
	const name = plural.charAt(0).toUpperCase() + plural.slice(1);
	return listOperation({ ...kind, parent: owner }, narrowing, {
		name: `Get ${name}`,
		value: `get${name}`,
		action: `Get ${plural} of ${owner.noun}`,
		description: `Retrieve the ${plural} of one ${owner.noun}`,
	});
}

function listOperation<F extends ParameterSet>(
	kind: RecordKind,
	narrowing: Narrowing<F> | undefined,
	option: Operation['option'],
): Operation {
	const { plural, parent } = kind;
	return operation({
		option,
		parameters: {
			parent: parentOf(kind),
			limit: paging,
			narrowed: narrowing === undefined ? nothing : readNarrowing(narrowing),
			options: kind.dateFields === undefined ? nothing : optionsOf({ order }),
		},
		async execute(scope) {
			const { parent: parentId, limit, narrowed, options } = scope.values;
			const list = {
				path: pathOf(kind, parentId),
				query: narrowed?.query,
				noun: plural,
				idField: kind.idField,
				purpose: scope.purpose(
					`list the ${plural} of the ${parent?.noun ?? 'organization'}`,
					parentId,
				),
			};
			const selection = { matches: narrowed?.matches, order: options?.order, limit };
			return await listRecords(scope, kind, list, selection);
		},
	});
}

/** The Filters of a list, read as what is sent and what the node applies. */
function readNarrowing<F extends ParameterSet>({ filters, query, matches }: Narrowing<F>) {
	return combined({ entered: filtersOf(filters) }, ({ entered }) => ({
		query: query?.(entered),
		matches: matches?.(entered),
	}));
}

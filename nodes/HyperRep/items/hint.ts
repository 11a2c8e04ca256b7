import type { NodeExecutionHint, NodeHint } from 'n8n-workflow';

import { listInWords, quote } from '../errors/wording';
import { CUSTOM_FIELD } from '../resources/columns/Columns';

// A condition cannot see whether "Execute Once" is on. Columns are taken from the items.
const SAME_FOR_ALL =
	"$input.all().length > 1 && $parameter.dataMode !== 'columns' && !JSON.stringify($rawParameter).includes(':\"=')";
const WRITES = "['create', 'upsert'].includes($parameter.operation)";

const ADVICE = "Use a value of the items, or turn on 'Execute Once' in the node settings.";

/**
 * Shown where several items come in and no parameter depends on them: the mistake that lists, or
 * creates, the same records again and again. n8n shows the texts as they are, without expressions.
 */
export const sameForEachItem: NodeHint[] = [
	{
		message: `No parameter uses the input items, so as many identical records are written as there are input items. ${ADVICE}`,
		condition: WRITES,
	},
	{
		message: `No parameter uses the input items, so the same records are read once for each input item. ${ADVICE}`,
		condition: `!${WRITES}`,
	},
].map(({ message, condition }) => ({
	type: 'warning',
	message,
	displayCondition: `={{ ${SAME_FOR_ALL} && ${condition} }}`,
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
}));

const MAPS_BY_NAME =
	"$parameter.dataMode === 'columns' && $parameter.columns?.mappingMode === 'autoMapInputData'";
// As `fromColumns` compares names, but for accents.
const KEY_OF = "((name) => String(name).toLowerCase().replace(/[\\s_-]+/g, ''))";
const FIELDS =
	"($parameter.columns.schema ?? []).flatMap(({ id, displayName }) => [id, displayName, id.replace('custom_fields.', '')])";
const COLUMNS = '$input.all().flatMap(({ json }) => Object.keys(json))';

/** Shown before the first write, since HyperRep can't change a record after it. */
export const unusedColumns: NodeHint = {
	type: 'warning',
	message:
		'Some columns of the input have the name of no field, so they will not be used. To fill a custom field with one, put custom_fields. in front of its name: Roof Type becomes custom_fields.Roof Type.',
	displayCondition: `={{ ${MAPS_BY_NAME} && ${COLUMNS}.some((name) => !/^custom_fields\\../.test(name) && !${FIELDS}.map(${KEY_OF}).includes(${KEY_OF}(name))) }}`,
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
};

/** How many columns a hint names. */
const MAX_NAMED = 5;

/** A new custom field has no place in the mapper, where columns are mapped by hand. */
function howToUse([first = '']: Iterable<string>): string {
	return `To fill a custom field with one, rename it, e.g. to ${quote(`${CUSTOM_FIELD}${first}`)}. To fill another field, rename it to that, or choose 'Map Each Column Manually'.`;
}

/** Says after a run which columns of the input filled no field. */
export function ignoredColumnsHint(columns: ReadonlySet<string>): NodeExecutionHint {
	const names = [...columns].slice(0, MAX_NAMED).map(quote);
	const more = columns.size - names.length;
	if (more > 0) names.push(`${more} more`);
	return {
		message: `No field has the name of these columns, so they were not used: ${listInWords(names)}. ${howToUse(columns)}`,
		type: 'info',
		location: 'outputPane',
	};
}

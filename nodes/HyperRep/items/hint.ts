import type { NodeExecutionHint, NodeHint } from 'n8n-workflow';

import { listInWords, quote } from '../errors/wording';

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

/** How many columns a hint names. */
const MAX_NAMED = 5;

/** Says after a run which columns of the input filled no field. */
export function ignoredColumnsHint(columns: ReadonlySet<string>): NodeExecutionHint {
	const names = [...columns].slice(0, MAX_NAMED).map(quote);
	const more = columns.size - names.length;
	if (more > 0) names.push(`${more} more`);
	return {
		message: `No field has the name of these columns, so they were not used: ${listInWords(names)}. To use one, rename it, or choose 'Map Each Column Manually'.`,
		type: 'info',
		location: 'outputPane',
	};
}

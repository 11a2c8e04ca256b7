import type { NodeExecutionHint, NodeHint } from 'n8n-workflow';

import { listInWords, quote } from '../errors/wording';
import { CUSTOM_FIELD } from '../operations/columns/Columns';
import type { ListOutcome } from '../operations/Operation';

// A condition cannot see whether "Execute Once" is on. Columns always depend on the items.
const SAME_FOR_ALL =
	"$input.all().length > 1 && $parameter.dataMode !== 'columns' && !JSON.stringify($rawParameter).includes(':\"=')";
const WRITES = "['create', 'upsert'].includes($parameter.operation)";

const ADVICE = "Use a value from the items, or turn on 'Execute Once' in the node settings.";

/**
 * Shown if there are several items and no parameter depends on them, which reads, or creates, the same
 * records again and again. n8n does not evaluate expressions in these texts.
 */
export const sameForEachItem = [
	warning(
		`No parameter uses the input items, so the same record is written once for each of them. ${ADVICE}`,
		`${SAME_FOR_ALL} && ${WRITES}`,
	),
	warning(
		`No parameter uses the input items, so the same records are read once for each of them. ${ADVICE}`,
		`${SAME_FOR_ALL} && !${WRITES}`,
	),
];

const MAPS_BY_NAME =
	"$parameter.dataMode === 'columns' && $parameter.columns?.mappingMode === 'autoMapInputData'";
// Compares names like `fromColumns`, except for accents.
const KEY_OF = "((name) => String(name).toLowerCase().replace(/[\\s_-]+/g, ''))";
const FIELDS =
	"($parameter.columns.schema ?? []).flatMap(({ id, displayName }) => [id, displayName, id.replace('custom_fields.', '')])";
const COLUMNS = '$input.all().flatMap(({ json }) => Object.keys(json))';

/** Shown before the first write, since HyperRep can't change a record later. */
export const unusedColumns = warning(
	"Some input columns match no field and will not be used. 'Map Each Column Manually' shows all fields. To fill a new custom field, add custom_fields. before the column name, e.g. custom_fields.Roof Type.",
	`${MAPS_BY_NAME} && ${COLUMNS}.some((name) => !/^custom_fields\\../.test(name) && !${FIELDS}.map(${KEY_OF}).includes(${KEY_OF}(name)))`,
);

const TAG =
	'/<\\/?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|span|strong|table|td|tr|u|ul)(?:\\s+[^\\s=<>]+=[^<>]*)?\\s*\\/?>/i';
const HAS_TAG = `${WRITES} && ${TAG}.test($parameter.bodyHtml ?? '')`;
const IS_TEXT_MESSAGE = "$parameter.modality === 'text'";

/** Shown before writing a draft whose tags the customer would see. */
export const visibleTags = [
	warning(
		"'Body' contains HTML, but 'Body Format' is Text: the customer will see the tags. To send HTML, set 'Body Format' to HTML.",
		`${HAS_TAG} && $parameter.bodyFormat !== 'html' && !(${IS_TEXT_MESSAGE})`,
	),
	warning(
		"'Body' contains HTML, which a text message cannot have: the customer will see the tags.",
		`${HAS_TAG} && ${IS_TEXT_MESSAGE}`,
	),
];

/** A warning before the run, shown if an expression holds. */
function warning(message: string, condition: string): NodeHint {
	return {
		type: 'warning',
		message,
		displayCondition: `={{ ${condition} }}`,
		whenToDisplay: 'beforeExecution',
		location: 'outputPane',
	};
}

/** How many columns a hint names. */
const MAX_NAMED = 5;

/** Hints after a run at columns of the input that filled no field. */
export function ignoredColumnsHints(columns: ReadonlySet<string>): NodeExecutionHint[] {
	if (columns.size === 0) return [];
	const names = [...columns].slice(0, MAX_NAMED).map(quote);
	const more = columns.size - names.length;
	if (more > 0) names.push(`${more} more`);
	// A new custom field has no place in the mapper when columns are mapped manually.
	const example = quote(`${CUSTOM_FIELD}${[...columns][0]}`);
	return [
		afterRun(
			`These columns match no field and were not used: ${listInWords(names)}. To fill a custom field, rename the column, e.g. to ${example}. To fill another field, give the column its name, or choose 'Map Each Column Manually'.`,
		),
	];
}

/** Hints after a run at lists that a limit cut off, or that the filters left empty. */
export function listHints(lists: readonly ListOutcome[]): NodeExecutionHint[] {
	const cut = lists.filter(({ hasMore }) => hasMore !== 'no');
	const empty = lists.filter(({ isFiltered, count }) => isFiltered && count === 0);
	const all = `of ${inDigits(lists.length)} items`;
	const hints: NodeExecutionHint[] = [];
	if (cut[0] !== undefined) {
		const are = cut.some(({ hasMore }) => hasMore === 'yes') ? 'are' : 'may be';
		const what =
			lists.length === 1
				? `Returned ${inDigits(cut[0].count)}. There ${are} more`
				: `For ${inDigits(cut.length)} ${all}, there ${are} more than were returned`;
		hints.push(afterRun(`${what}: turn on 'Return All', or raise 'Limit'.`));
	}
	if (empty[0] !== undefined) {
		const { kind, read } = empty[0];
		const what =
			lists.length === 1
				? `No ${kind.noun} matched`
				: `For ${inDigits(empty.length)} ${all} no ${kind.noun} matched`;
		hints.push(afterRun(`${what}; ${inDigits(read)} ${read === 1 ? 'was' : 'were'} read.`));
	}
	return hints;
}

const afterRun = (message: string): NodeExecutionHint => ({
	message,
	type: 'info',
	location: 'outputPane',
});

const inDigits = (count: number) => count.toLocaleString('en');

import type { IDataObject } from 'n8n-workflow';

import { locator, optionalLocator } from '../parameters/locator';
import { CHOSEN_ORGANIZATION } from '../parameters/organization';

/** A kind of record: what HyperRep and the panel call it. Everything else follows from this. */
export interface RecordKind {
	/** In sentences: `sale`, `sales`. */
	noun: string;
	plural: string;
	/** In the panel: `Sale`. */
	label: string;
	/** Its list in a path: `sales`. */
	path: string;
	/** The field that every such record has: `sale_id`. */
	idField: string;
	/** The parameter that holds its ID in saved workflows: `saleId`. */
	parameter: string;
	/** n8n's list search method that fills its dropdown, if it has one. */
	listMethod?: string;
	/** The fields that it searches; without any, it searches the names of the entries. */
	searched?: readonly string[];
	/**
	 * The name of an entry there, which distinguishes it from others.
	 *
	 * @param date formats a timestamp in n8n's own time zone, since lists do not know the workflow's; empty if
	 * it is not one
	 */
	nameOf?(record: IDataObject, date: (value: unknown) => string): string;
	/** The fields that identify it. Equal keys of two values mean the same, empty ones nothing. */
	keys?: Readonly<Record<string, (value: unknown) => string>>;
	/** The fields with its date, for sorting lists; of several, the first with a value counts. */
	dateFields?: readonly string[];
	/** What n8n's AI builders must know about an ID of it. */
	builderHint?: string;
	/** What it is, if the noun alone does not say so: `a person of your organization`. */
	meaning?: string;
	/** The kind of record that it belongs to, as a message belongs to its conversation. */
	parent?: RecordKind;
}

/** E.g. `a sale`, `an agent`. */
export const withArticle = ({ noun }: RecordKind) =>
	`${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** The path of a kind's list, below the organization. */
export function pathOf(kind: RecordKind, parentId?: string): string[] {
	return parentId === undefined || kind.parent === undefined
		? [kind.path]
		: [kind.parent.path, parentId, kind.path];
}

/** The parameter that chooses a record. */
export function chosen(kind: RecordKind) {
	return locator(locatorText(kind));
}

/** The parameter that chooses a record for a field of a new one, or for a filter, and may be left empty. */
export function optionallyChosen(kind: RecordKind, description: string) {
	return optionalLocator({ ...locatorText(kind), description });
}

function locatorText(kind: RecordKind) {
	const { noun, meaning, label, idField, parameter, listMethod, parent, builderHint } = kind;
	const what = meaning === undefined ? noun : `${noun} (${meaning})`;
	return {
		label,
		name: parameter,
		apiName: idField,
		description:
			listMethod === undefined
				? `The ID of the ${what} (${idField})`
				: `Choose the ${what} from the list, or enter its ID (${idField})`,
		builderHint,
		placeholder: `e.g. HR_id_example_${idField}`,
		listMethod,
		listPlaceholder: `Select ${withArticle(kind)}…`,
		dependsOn: [
			CHOSEN_ORGANIZATION,
			...(parent === undefined ? [] : [`${parent.parameter}.value`]),
		],
	};
}

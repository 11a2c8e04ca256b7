import type { Reason } from './reason';

/** HyperRep's names for what is sent, with their labels in the panel: `sale_id` → `Sale`. */
export type Labels = ReadonlyMap<string, string>;

/** How many labels are named at most. */
const MAX_LABELS = 6;

/** The labels of what HyperRep names, or else of everything that may be wrong. */
export function labelsFor(status: number, reason: Reason | undefined, labels: Labels): string[] {
	const named = namesIn(reason, labels);
	if (named.length > 0) return named;
	const all = [...labels];
	// Only what has an ID can be missing in HyperRep, or out of a key's reach.
	const relevant = [401, 403, 404, 410].includes(status)
		? all.filter(([name]) => name.endsWith('_id'))
		: all;
	return unique(relevant.map(([, label]) => label)).slice(0, MAX_LABELS);
}

/** The labels of the fields that a reason names. */
export function namesIn(reason: Reason | undefined, labels: Labels): string[] {
	const ofFields = labelsNamed(reason?.fields ?? [], labels);
	return ofFields.length > 0 ? ofFields : labelsNamed(fieldsIn(reason), labels);
}

/** Possible field names in a reason, including `phone number` for `phone_number`. */
export function fieldsIn(reason: Reason | undefined): string[] {
	if (reason === undefined) return [];
	const words = reason.text.toLowerCase().match(/[a-z_]+/g) ?? [];
	const pairs = words.slice(1).map((word, n) => `${words[n]}_${word}`);
	return [...reason.fields, ...words, ...pairs];
}

/** The labels of fields. If none is named, `conversation` stands for `conversation_id`. */
function labelsNamed(names: string[], labels: Labels): string[] {
	const lower = names.map((name) => name.toLowerCase());
	const exact = lower.flatMap((name) => labels.get(name) ?? []);
	const found = exact.length > 0 ? exact : lower.flatMap((name) => labels.get(`${name}_id`) ?? []);
	return unique(found).slice(0, MAX_LABELS);
}

const unique = (texts: string[]) => [...new Set(texts)];

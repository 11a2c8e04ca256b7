import type { IDataObject } from 'n8n-workflow';

import { searchText } from '../comparing/searchText';
import type { ParameterSet, ValuesOf } from '../parameters/Parameter';
import { textOf } from './naming';
import type { RecordKind } from './RecordKind';

/** Whether a record is wanted. */
export type Matches = (record: IDataObject) => boolean;

/** What narrows a list: filters that HyperRep applies, and others that the node applies. */
export interface Narrowing<F extends ParameterSet> {
	filters: F;
	/** What is sent to HyperRep. */
	query?(values: ValuesOf<F>): Record<string, string>;
	/** What the node applies; `undefined` if every record is wanted. */
	matches?(values: ValuesOf<F>): Matches | undefined;
}

/** Searches records like the list in the panel; `undefined` if nothing is searched for. */
export function searching(
	{ searched = [] }: RecordKind,
	search: string | undefined,
): Matches | undefined {
	if (search === undefined) return undefined;
	const matches = searchText(search);
	return (record) => matches(searched.map((field) => textOf(record, field)));
}

/** Infers the types of a narrowing from its filters. */
export const narrowedBy = <F extends ParameterSet>(narrowing: Narrowing<F>) => narrowing;

/** Whether a record meets all conditions; `undefined` if there are none. */
export function matchesAll(conditions: Array<Matches | undefined>): Matches | undefined {
	const given = conditions.filter((condition) => condition !== undefined);
	if (given.length === 0) return undefined;
	return (record) => given.every((condition) => condition(record));
}

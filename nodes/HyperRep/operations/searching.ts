import { searchText } from '../comparing/searchText';
import { textOf } from './naming';
import type { Matches } from './Narrowing';
import type { RecordKind } from './RecordKind';

/** Searches records as the list in the panel does; `undefined` if nothing is searched for. */
export function searching(
	{ searched = [] }: RecordKind,
	search: string | undefined,
): Matches | undefined {
	if (search === undefined) return undefined;
	const matches = searchText(search);
	return (record) => matches(searched.map((field) => textOf(record, field)));
}

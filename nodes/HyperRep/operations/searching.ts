import { searchText } from '../comparing/searchText';
import { textOf, type Dropdown } from './Dropdown';
import type { Matches } from './Narrowing';

/** Searches records as the list in the panel does; `undefined` if nothing is searched for. */
export function searching({ searched }: Dropdown, search: string | undefined): Matches | undefined {
	if (search === undefined) return undefined;
	const matches = searchText(search);
	return (record) => matches(searched.map((field) => textOf(record, field)));
}

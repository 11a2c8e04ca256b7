import type { INodePropertyOptions } from 'n8n-workflow';

import type { Dropdown } from '../operations/Dropdown';
import type { Columns } from '../operations/columns/Columns';
import type { Operation } from '../operations/Operation';

/** A kind of record in HyperRep and what can be done with it. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The value of the operation that a new node begins with, if that is not Get Many. */
	defaultOperation?: string;
	/** Fills the list from which one is chosen. */
	dropdown?: Dropdown;
	/** Lets columns of the input fill a new one. */
	columns?: Columns;
}

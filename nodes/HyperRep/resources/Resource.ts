import type { INodePropertyOptions } from 'n8n-workflow';

import type { Columns } from '../operations/columns/Columns';
import type { Operation } from '../operations/Operation';
import type { RecordKind } from '../operations/RecordKind';

/** A kind of record in HyperRep and what can be done with it. */
export interface Resource {
	/** Absent where none can be chosen from a list. */
	kind?: RecordKind;
	option: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The value of the operation that a new node begins with, if that is not Get Many. */
	defaultOperation?: string;
	/** Lets columns of the input fill a new one. */
	columns?: Columns;
}

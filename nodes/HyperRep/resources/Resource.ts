import type { INodePropertyOptions } from 'n8n-workflow';

import type { Columns } from '../operations/columns/Columns';
import type { Operation } from '../operations/Operation';
import type { RecordKind } from '../operations/RecordKind';

/** A kind of record in HyperRep and what can be done with it. */
export interface Resource {
	/** Absent if none can be chosen from a list. */
	kind?: RecordKind;
	option: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The value of a new node's operation, if that is not Get Many. */
	defaultOperation?: string;
	/** Lets columns of the input fill a new one. */
	columns?: Columns;
}

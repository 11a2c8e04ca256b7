import type { INodePropertyOptions } from 'n8n-workflow';

import type { Operation } from './Operation';

/** A kind of record in HyperRep and what can be done with it. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The value of the operation that a new node begins with. */
	defaultOperation: string;
}

import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Parameters } from '../input/parameters';
import type { HyperRepClient } from '../api/HyperRepClient';

/** What an operation works with: HyperRep, and what the user entered for one item. */
export interface OperationInput {
	client: HyperRepClient;
	/** The organization chosen for this item; the first part of every path. */
	organizationId: string;
	parameters: Parameters;
}

/** One operation of a resource: what the panel shows for it, and what it does. */
export interface Operation {
	/** Its entry in the Operation list; `value` is what workflows save. */
	option: INodePropertyOptions & { value: string; action: string };
	/** Its parameters. When they are shown is added by `operationFields`. */
	fields: INodeProperties[];
	/**
	 * Runs it once.
	 *
	 * @returns HyperRep's records as they came, each of which becomes an item
	 * @throws InputError for what the user entered, NodeApiError for what HyperRep answered
	 */
	execute(input: OperationInput): Promise<IDataObject[]>;
}

/** A kind of record in HyperRep and what can be done with it. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	operations: Operation[];
	/** The value of the operation that a new node begins with. */
	defaultOperation: string;
}

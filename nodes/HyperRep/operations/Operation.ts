import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Purpose } from '../api/ApiRequest';
import type { Client } from '../api/Client';
import type { Labels } from '../api/explaining/labels';
import type { WriteSlot } from '../api/writes';
import { organization } from '../parameters/organization';
import {
	fieldsOf,
	labelsOf,
	readAll,
	type ParameterSet,
	type ParameterSource,
	type ValuesOf,
} from '../parameters/Parameter';
import type { RecordKind } from './RecordKind';

/** An operation's entry in the panel; workflows save its `value`. */
type OperationOption = INodePropertyOptions & { value: string; action: string };

/** One item of a run, with its parameters read. */
export interface RunItem<V = unknown> {
	index: number;
	/** Scoped to the item's organization; items with the same organization and credential share it. */
	client: Client;
	values: V;
	/** Where this item's write is logged, if n8n may run the node again. */
	writes: WriteSlot | undefined;
}

/** The outcome of a list for one item. */
export interface ListOutcome {
	kind: Pick<RecordKind, 'noun' | 'plural'>;
	/** How many records were returned. */
	count: number;
	/** How many were read for that. */
	read: number;
	/** Whether a limit cut off others; `perhaps` if it is unknown whether any of the rest match the filters. */
	hasMore: 'no' | 'perhaps' | 'yes';
	/** Whether the node filtered what it read. */
	isFiltered: boolean;
}

/** What all items of one run of the node have in common. */
export interface Run<V = unknown> {
	/** The items with the same client whose parameters could be read, if `readsAllItems` is set. */
	itemsOf(client: Client): ReadonlyArray<RunItem<V>>;
	/** How many input items there are. */
	count: number;
	/** Ends when the run is over, or the execution is cancelled. */
	cancel: AbortSignal;
	/** What all runs of one execution have in common: its ID, or an object. */
	execution: string | object;
	/** The moment when it began. */
	began: number;
	/** Notes the outcome of a list, for the hints after the run. */
	noteList(list: ListOutcome): void;
	/** Returns what items with the same client share under a name; `make` is called for the first of them. */
	shared<T>(name: string, client: Client, make: () => T): T;
}

/** What an operation gets for one item. */
export interface Scope<V = unknown> {
	/** Scoped to the item's organization, until the item ends. */
	client: Client;
	values: V;
	item: RunItem<V>;
	run: Run<V>;
	/** Ends when the execution is cancelled, or another item ended the run. */
	cancel: AbortSignal;
	timezone: string;
	/**
	 * Says what a request is for.
	 *
	 * @param doing completes "Could not …", e.g. `get the sale`
	 * @param value the user's value that it is about, e.g. an ID
	 */
	purpose(doing: string, value?: string): Purpose;
}

/** One operation of a resource: what the panel shows for it, and what it does. */
export interface Operation {
	option: OperationOption;
	/** Its fields in the panel. `panel.ts` adds when they are shown. */
	fields: INodeProperties[];
	labels: Labels;
	/** Whether the parameters of all items are read before the first item begins. */
	readsAllItems: boolean;
	/** Whether it works in an organization, as all do except those of the resource Organization. */
	needsOrganization: boolean;
	/** What to do about the remaining items when a run ends early, if running all of them again would write twice. */
	restAdvice: string | undefined;
	/** @throws InputError for an invalid value */
	read(source: ParameterSource): unknown;
	/**
	 * Runs it for one item.
	 *
	 * @returns HyperRep's records, each of which becomes an item
	 * @throws InputError or ApiError
	 */
	execute(scope: Scope): Promise<IDataObject[]>;
}

/** Makes an operation from its parameters and what it does with their values. */
export function operation<P extends ParameterSet>({
	option,
	parameters,
	readsAllItems = false,
	needsOrganization = true,
	restAdvice,
	execute,
}: Pick<Operation, 'option'> &
	Partial<Pick<Operation, 'readsAllItems' | 'needsOrganization' | 'restAdvice'>> & {
		parameters: P;
		execute(scope: Scope<ValuesOf<P>>): Promise<IDataObject[]>;
	}): Operation {
	return {
		option,
		fields: fieldsOf(parameters),
		labels: labelsOf({ ...parameters, ...(needsOrganization && { organization }) }),
		readsAllItems,
		needsOrganization,
		restAdvice,
		read: (source) => readAll(parameters, source),
		// The values are from `read`, for this item and for the others of the run.
		execute: async (scope) => await execute(scope as Scope<ValuesOf<P>>),
	};
}

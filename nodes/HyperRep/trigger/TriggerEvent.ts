import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../api/Client';
import type { ParameterSet, ValuesOf } from '../parameters/Parameter';
import type { Microseconds } from '../time/microseconds';

/** What a poll may use and must keep to. */
export interface PollRun {
	/** Of the chosen organization. */
	client: Client;
	/** How late a record may become visible, in microseconds. */
	lookBack: number;
	/** How many records may be emitted. */
	maxRecords: number;
	/** Whether a record passes the filters of the panel. One that does not counts as processed. */
	passes?: (record: IDataObject) => boolean;
	/** When the poll must be over, in epoch milliseconds of this machine. */
	until: number;
	/** Whether there is no time left for one more request like the longest so far. */
	isTimeUp: () => boolean;
	/** Writes to n8n's log. */
	log: (message: string) => void;
}

/** New records of one event in one organization. `S` is what it remembers, as plain data. */
export interface Stream<S> {
	/** State that counts everything since an instant as new. */
	startAt(instant: Microseconds): S;
	/** State that counts everything from now on as new. */
	begin(): Promise<S>;
	/** Finds what is new, oldest first. If it throws, the state stays as it was. */
	poll(state: S): Promise<{ records: IDataObject[]; state: S }>;
	/** Finds recent records to show, the first one first. */
	recent(state: S | undefined): Promise<IDataObject[]>;
}

/** Something that can start a workflow. */
export interface TriggerEvent<P extends ParameterSet = ParameterSet> {
	/** Its name in saved workflows. */
	value: string;
	/** Its name in the panel. */
	name: string;
	/** Its name in the node creator. */
	action: string;
	description: string;
	/** What is emitted, e.g. `sales`. */
	plural: string;
	/** The parameters that only it has. */
	parameters: P;
	open(run: PollRun, values: ValuesOf<P>): Stream<unknown>;
	/** The ID of a record's contact; absent if its records have none. */
	contactIdOf?(record: IDataObject): unknown;
	/** Makes a record of a few fields; absent if that is not an option. */
	simplify?(record: IDataObject): IDataObject;
}

/** Declares an event, so that `open` knows the values of its parameters. */
export function triggerEvent<P extends ParameterSet>(event: TriggerEvent<P>): TriggerEvent {
	return { ...event, open: (run, values) => event.open(run, values as ValuesOf<P>) };
}

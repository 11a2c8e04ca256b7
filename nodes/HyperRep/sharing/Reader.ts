import type { Client } from '../api/Client';

/** Who reads a list. */
export interface Reader {
	/** Asks for the pages that nobody else has asked for. */
	client: Client;
	/** Only pages count that were asked for after this moment. */
	since: number;
	/** How old a page may be that was read before, in milliseconds. */
	maxAge: number;
	/**
	 * Whether it needs the pages as HyperRep lists them, each once. If others break the reading off, it continues by
	 * itself.
	 */
	isOrdered?: boolean;
	/** Ends the reading for this reader, and for nobody else. */
	cancel?: AbortSignal;
	/** Whether its client gives up earlier than others would. */
	isHurried?: boolean;
}

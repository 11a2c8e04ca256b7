import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/Client';
import { Slots } from '../../concurrency/Slots';
import { getUnlessGone, isRejectedId } from '../../operations/gone';
import type { RecordKind } from '../../operations/RecordKind';
import { conversationKind } from '../conversation/kind';
import { contactKind } from './kind';

/** How many contacts are read at a time, by all items of a run together. */
export const CONTACTS_AT_A_TIME = 16;

/** Reads the contacts of a run or a poll, each of them once. */
export class Contacts {
	private readonly readings = new Map<string, Promise<IDataObject | null>>();
	private readonly slots = new Slots(CONTACTS_AT_A_TIME);

	/** @param client of the organization, which lasts as long as the run or the poll */
	constructor(private readonly client: Client) {}

	/**
	 * Reads the contact with an ID.
	 *
	 * @returns a copy for each caller; `null` if the ID is invalid, or HyperRep no longer has the contact
	 * @throws ApiError if HyperRep fails in any other way
	 */
	async get(id: unknown): Promise<IDataObject | null> {
		return structuredClone(await this.read(contactKind, id, 'get the contact to include'));
	}

	/** Reads the contact of a conversation, of which only the ID is known. */
	async ofConversation(id: unknown): Promise<IDataObject | null> {
		const doing = 'get the conversation of the contact to include';
		const conversation = await this.read(conversationKind, id, doing);
		return await this.get(conversation?.contact_id);
	}

	private async read(kind: RecordKind, id: unknown, doing: string): Promise<IDataObject | null> {
		if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return null;
		const key = `${kind.path} ${id}`;
		const reading = this.readings.get(key) ?? this.readOnce(kind, String(id), doing);
		this.readings.set(key, reading);
		return await reading;
	}

	private async readOnce(kind: RecordKind, id: string, doing: string): Promise<IDataObject | null> {
		const record = await this.slots
			.run(async () => await getUnlessGone(this.client, kind, id, doing))
			.catch((error: unknown) => (isRejectedId(error) ? undefined : Promise.reject(error)));
		return record ?? null;
	}
}

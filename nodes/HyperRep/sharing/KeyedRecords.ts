import type { IDataObject } from 'n8n-workflow';

import { TimeSlice } from '../concurrency/TimeSlice';
import { hashOf } from './hash';

/** The keys of a record, by which it is found. */
export type KeysOf = (record: IDataObject) => string[];

/** How many records are written as one text. */
const BLOCK = 500;

/**
 * Records that are kept as text, which takes half of the memory of objects, and hashes of their keys. Each time
 * they are looked at, they are read from the text, so nobody shares an object with another.
 */
export class KeyedRecords {
	readonly bytes: number;
	private constructor(private readonly blocks: readonly Block[]) {
		this.bytes = blocks.reduce((sum, { bytes }) => sum + bytes, 0);
	}

	static async of(records: IDataObject[], keysOf: KeysOf): Promise<KeyedRecords> {
		const slice = new TimeSlice();
		const blocks: Block[] = [];
		for (let start = 0; start < records.length; start += BLOCK) {
			if (slice.isOver) await slice.giveWay();
			blocks.push(new Block(records.slice(start, start + BLOCK), keysOf));
		}
		return new KeyedRecords(blocks);
	}

	/**
	 * Records that may have one of some keys; a few others may be among them.
	 *
	 * @param hashes of the keys
	 */
	async *candidates(hashes: ReadonlySet<number>): AsyncGenerator<IDataObject[]> {
		const slice = new TimeSlice();
		for (const block of this.blocks) {
			if (slice.isOver) await slice.giveWay();
			if (block.hashes.some((hash) => hashes.has(hash))) yield block.read();
		}
	}
}

class Block {
	readonly hashes: Uint32Array;
	/** `undefined` for records that are nested too deeply to be written. */
	private readonly text: Buffer | undefined;

	constructor(
		private records: IDataObject[],
		keysOf: KeysOf,
	) {
		this.hashes = Uint32Array.from(records.flatMap(keysOf), hashOf);
		this.text = write(records);
		if (this.text !== undefined) this.records = [];
	}

	get bytes(): number {
		return this.text?.length ?? 0;
	}

	read(): IDataObject[] {
		return this.text === undefined
			? this.records
			: (JSON.parse(this.text.toString()) as IDataObject[]);
	}
}

function write(records: IDataObject[]): Buffer | undefined {
	try {
		return Buffer.from(JSON.stringify(records));
	} catch {
		return undefined; // nested too deeply
	}
}

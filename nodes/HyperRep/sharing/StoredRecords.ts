import type { IDataObject } from 'n8n-workflow';

import { contentHash } from '../api/EndlessGuard';
import { inSlices } from '../concurrency/inSlices';
import { hashOf } from './hash';

/** The keys of a record, by which it is found. */
export type KeysOf = (record: IDataObject) => string[];

/**
 * Records kept as text, which takes half of the memory of objects, with hashes of their keys. Readers may get
 * the same objects, so each passes on copies.
 */
export class StoredRecords {
	/** How many bytes they take. */
	readonly bytes: number;
	private knownMarks: Uint32Array | undefined;

	private constructor(private readonly blocks: readonly Block[]) {
		this.bytes = blocks.reduce((sum, { bytes }) => sum + bytes, 0);
	}

	/** Stores the records of a page. */
	static async of(records: IDataObject[], keysOf: KeysOf): Promise<StoredRecords> {
		const blocks: Block[] = [];
		for await (const part of inSlices(records)) blocks.push(new Block(part, keysOf));
		return new StoredRecords(blocks);
	}

	/** Hashes of them without their IDs. */
	get marks(): Uint32Array {
		this.knownMarks ??= Uint32Array.from([...this.all()].flat(), contentHash);
		return this.knownMarks;
	}

	/** All of them, in parts. */
	*all(): Generator<readonly IDataObject[]> {
		for (const block of this.blocks) yield block.read();
	}

	/** Those that may have a key with one of some hashes, in parts; some may not. */
	*candidates(hashes: ReadonlySet<number>): Generator<readonly IDataObject[]> {
		for (const block of this.blocks) {
			if (block.hashes.some((hash) => hashes.has(hash))) yield block.read();
		}
	}
}

class Block {
	readonly hashes: Uint32Array;
	/** `undefined` if records are nested too deeply for JSON. */
	private readonly text: Buffer | undefined;
	private readonly records: readonly IDataObject[];
	/** The parsed records, while others still use them. */
	private lastRead: WeakRef<readonly IDataObject[]> | undefined;

	constructor(records: readonly IDataObject[], keysOf: KeysOf) {
		this.hashes = Uint32Array.from(records.flatMap(keysOf), hashOf);
		this.text = write(records);
		this.records = this.text === undefined ? records : [];
	}

	get bytes(): number {
		return this.text?.length ?? 0;
	}

	read(): readonly IDataObject[] {
		if (this.text === undefined) return this.records;
		const known = this.lastRead?.deref();
		if (known !== undefined) return known;
		const records = JSON.parse(this.text.toString()) as IDataObject[];
		this.lastRead = new WeakRef(records);
		return records;
	}
}

function write(records: readonly IDataObject[]): Buffer | undefined {
	try {
		return Buffer.from(JSON.stringify(records));
	} catch {
		return undefined; // nested too deeply
	}
}

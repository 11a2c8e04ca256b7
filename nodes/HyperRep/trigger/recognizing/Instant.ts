import type { Microseconds } from '../../time/microseconds';
import type { Entry } from './encoding';
import { CUT, lookOf, type Fingerprint, type Item } from './Item';

/** How records were read that are to be recognized. */
export interface HowRead {
	/** Whether IDs were seen to stay the same from response to response. */
	areIdsStable: boolean;
	/** Since then, they are all that the list shows; absent where they are a part. */
	completeSince?: Microseconds;
	/** Whether known ones may have left the microsecond: others are then new, even if one is emitted again. */
	movesOn?: boolean;
	/** Whether they belong to a pass, which has shown others before. */
	isPass?: boolean;
	/** Names of those that were doubtful in the pass before: one that comes again as it was is new. Without it, none is doubtful. */
	doubtfulBefore?: ReadonlySet<string>;
}

/** What was found among them. */
export interface Recognized {
	/** The new ones. */
	fresh: Item[];
	/** Those of which only the rest of their microsecond can say whether they are new. */
	undecided: Item[];
	/** Those that may be known ones, edited and moved between two polls of the pass. */
	doubtful: Item[];
}

/** By what a doubtful record is recognized in the next pass. */
export const doubtfulName = ({ at, fingerprint: [, content] }: Item) =>
	`${at.toString(36)} ${content}`;

/** Records of one microsecond that came on one page. */
export type Part = Item[];

/** One record of the microsecond: a known one, or a stranger. */
interface Seen {
	mark: Fingerprint;
	/** Whether this reading has shown it, and whether an earlier one of the same pass has. */
	isHere: boolean;
	wasShown: boolean;
	/** The record, where it is not known. */
	stranger?: Item;
}

/** Those that look the same, and how many of them the page at hand has shown. */
interface Alike {
	all: Seen[];
	part?: Part;
	onPart: number;
}

/** The records of one microsecond: which are known, and which of the others are new. */
export class Instant {
	private readonly all: Seen[];
	private readonly alike = new Map<string, Alike>();

	constructor(
		private readonly known: Entry,
		private readonly how: HowRead,
	) {
		const shown = how.isPass === true ? known.shown : 0;
		this.all = known.marks.map((mark, n) => ({ mark, isHere: false, wasShown: n < shown }));
		for (const seen of this.all) this.alikeOf(this.lookOf(seen.mark)).all.push(seen);
	}

	/** Takes in a page. What looks like a record of an earlier page is that one, moved meanwhile. */
	see(part: Part): void {
		for (const item of part) {
			const { fingerprint: mark } = item;
			const look = this.lookOf(mark);
			const same = this.find(look, part) ?? this.find(`c${mark[1]}`, part);
			// The same ID twice is the same record; two that only hold the same are two.
			if (same === undefined && look.startsWith('i') && this.alike.has(look)) continue;
			const seen = same ?? { mark, isHere: true, wasShown: false, stranger: item };
			seen.isHere = true;
			if (seen.stranger === undefined) seen.mark = mark;
			if (same !== undefined) continue;
			this.all.push(seen);
			const alike = this.alikeOf(look);
			alike.all.push(seen);
			[alike.part, alike.onPart] = [part, alike.all.length];
		}
	}

	/**
	 * Says which of the strangers are new.
	 *
	 * @param isWhole whether everything was read that the list shows of this microsecond
	 */
	decide(isWhole: boolean): Recognized & { entry: Entry } {
		const { movesOn = false, areIdsStable, doubtfulBefore } = this.how;
		const strangers = this.all.filter(({ stranger }) => stranger !== undefined);
		const known = this.all.filter(({ stranger }) => stranger === undefined);
		// Known ones that were not shown may have been edited, unless an ID would show it.
		const missing = known.filter(
			(one) => !isShown(one) && !movesOn && !this.lookOf(one.mark).startsWith('i'),
		);
		if (!isWhole && missing.length > 0) {
			const undecided = itemsOf(strangers);
			return { fresh: [], undecided, doubtful: [], entry: this.entryOf(known) };
		}
		// One that an earlier poll has shown may have been edited since then, and have moved here.
		const mayBeOld =
			!areIdsStable && !movesOn && known.some(({ isHere, wasShown }) => wasShown && !isHere);
		const isCertain = ({ stranger }: Seen) =>
			!mayBeOld || stranger === undefined || doubtfulBefore?.has(doubtfulName(stranger)) !== false;
		const doubtful = strangers.filter((one) => !isCertain(one));
		const fresh = strangers.filter(isCertain);
		for (const one of missing) {
			const edited = doubtful.shift() ?? fresh.shift();
			if (edited !== undefined) Object.assign(one, { mark: edited.mark, isHere: true });
		}
		return {
			fresh: itemsOf(fresh),
			undecided: [],
			doubtful: itemsOf(doubtful),
			entry: this.entryOf([...known, ...fresh]),
		};
	}

	/** Those first that the pass has shown; what others have read does not count for it. */
	private entryOf(all: Seen[]): Entry {
		const { isPass } = this.how;
		if (isPass !== true) return { marks: all.map(({ mark }) => mark), shown: this.known.shown };
		const shown = all.filter(isShown);
		const others = all.filter((one) => !isShown(one));
		return { marks: [...shown, ...others].map(({ mark }) => mark), shown: shown.length };
	}

	private lookOf(mark: Fingerprint): string {
		return lookOf(mark, this.how.areIdsStable);
	}

	/** Finds one that looks the same, also one of which only a part of a hash was saved. */
	private find(look: string, part: Part): Seen | undefined {
		return this.take(look, part) ?? this.take(look.slice(0, CUT + 1), part);
	}

	private take(look: string, part: Part): Seen | undefined {
		const alike = this.alike.get(look);
		if (alike === undefined) return undefined;
		if (alike.part !== part) [alike.part, alike.onPart] = [part, 0];
		return alike.all[alike.onPart++];
	}

	private alikeOf(look: string): Alike {
		const alike = this.alike.get(look) ?? { all: [], onPart: 0 };
		this.alike.set(look, alike);
		return alike;
	}
}

const isShown = ({ isHere, wasShown }: Seen): boolean => isHere || wasShown;

const itemsOf = (all: Seen[]): Item[] =>
	all.flatMap(({ stranger }) => (stranger === undefined ? [] : [stranger]));

import { shift, type Microseconds } from '../../time/microseconds';
import { MAX_WITH_ALL_HASHES } from '../numbers';
import { CUT, HASH_LENGTH, type Fingerprint } from './Item';

/** What is known of one microsecond: the records, those first that the present pass has shown already. */
export interface Entry {
	marks: Fingerprint[];
	shown: number;
}

// Known records as a short text: which hashes are saved, then for each microsecond the hashes of its records
// and its distance from the one before. Where there are several, how many follows, and how many of them the
// pass has shown: `AbCdEf…:8s1k.2.1`; one alone needs neither, and only a mark where it was shown: `Xy8s1k!`.

/** Which hashes are saved, and how long they are in a record that is alone in its microsecond. */
const LAYOUTS: Record<string, { places: Array<0 | 1>; alone?: number }> = {
	b: { places: [0, 1] },
	i: { places: [0], alone: CUT },
	c: { places: [1], alone: CUT },
};

/** Writes what is known as a text. Where it is very much, only one hash of each is saved. */
export function writeEntries(
	entries: Map<Microseconds, Entry>,
	{ areIdsStable, total }: { areIdsStable: boolean; total: number },
): string {
	const name = total <= MAX_WITH_ALL_HASHES ? 'b' : areIdsStable ? 'i' : 'c';
	let before = 0;
	const parts = [...entries]
		.sort(([a], [b]) => a - b)
		.map(([at, { marks, shown }]) => {
			const distance = (at - before).toString(36);
			before = at;
			const isAlone = marks.length === 1;
			const hashes = marks.flatMap((mark) =>
				lengthsOf(name, isAlone).map(([place, length]) =>
					(mark[place] ?? '').slice(0, length).padEnd(length),
				),
			);
			const text = hashes.join('');
			if (isAlone) return `${text}${distance}${shown > 0 ? '!' : ''}`;
			return `${text}:${distance}.${marks.length.toString(36)}.${shown.toString(36)}`;
		});
	return [name, ...parts].join();
}

/** Reads what `writeEntries` wrote. */
export function readEntries(text: string): Array<[Microseconds, Entry]> {
	const [name = '', ...parts] = text.split(',');
	let at = 0 as Microseconds;
	return parts.map((part) => {
		const end = part.indexOf(':');
		const lengths = lengthsOf(name, end < 0);
		const size = lengths.reduce((sum, [, length]) => sum + length, 0);
		const hashes = part.slice(0, end < 0 ? size : end);
		const rest = part.slice(end < 0 ? size : end + 1);
		const [distance = '', count = '1', shown = rest.endsWith('!') ? '1' : '0'] = rest.split('.');
		at = shift(at, parseInt(distance, 36));
		const marks = Array.from({ length: parseInt(count, 36) }, (_, n) =>
			readMark(hashes.slice(n * size, (n + 1) * size), lengths),
		);
		return [at, { marks, shown: parseInt(shown, 36) }];
	});
}

function readMark(text: string, lengths: Array<[place: 0 | 1, length: number]>): Fingerprint {
	const mark: [string, string] = ['', ''];
	let start = 0;
	for (const [place, length] of lengths) mark[place] = text.slice(start, (start += length)).trim();
	return mark;
}

function lengthsOf(name: string, isAlone: boolean): Array<[place: 0 | 1, length: number]> {
	const { places = [], alone } = LAYOUTS[name] ?? {};
	return places.map((place) => [place, (isAlone ? alone : undefined) ?? HASH_LENGTH]);
}

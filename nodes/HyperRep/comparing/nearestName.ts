/** How many letters similar names may differ in. */
const MAX_CHANGES = 2;

/** Of some names, the one that was probably meant: `email` for `e_mail`; `undefined` if none is similar. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
	const wanted = lettersOf(name);
	let nearest: { name: string; distance: number } | undefined;
	for (const candidate of names) {
		const distance = distanceOf(wanted, lettersOf(candidate));
		if (distance < (nearest?.distance ?? Infinity)) nearest = { name: candidate, distance };
	}
	return nearest?.name;
}

const lettersOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** How far apart two names are; Infinity if neither can be a typo of the other. */
function distanceOf(a: string, b: string): number {
	const shorter = Math.min(a.length, b.length);
	if (shorter < 3) return a === b ? 0 : Infinity;
	const changes = Math.abs(a.length - b.length) > MAX_CHANGES ? Infinity : changesBetween(a, b);
	if (changes <= MAX_CHANGES && changes < shorter / 2) return changes;
	return a.includes(b) || b.includes(a) ? MAX_CHANGES + 1 : Infinity;
}

/** The Levenshtein distance: how many letters must be added, removed or replaced. */
function changesBetween(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (let i = 0; i < a.length; i++) {
		const next = [i + 1];
		for (let j = 0; j < b.length; j++) {
			const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
			next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}

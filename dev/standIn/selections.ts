/** How many filtered lists are kept until a record changes. */
const MAX_SELECTIONS = 16;

/** What was selected from a list, kept until one of its records changes. */
export class Selections<T> {
	private readonly filtered = new Map<string, readonly T[]>();
	private readonly groups = new Map<string, Map<number, T[]>>();

	/** Those of `records` of which `keyOf` gives `key`. */
	group(
		name: string,
		records: readonly T[],
		keyOf: (record: T) => Iterable<number>,
		key: number,
	): readonly T[] {
		const groups = this.groups.get(name) ?? groupsOf(records, keyOf);
		this.groups.set(name, groups);
		return groups.get(key) ?? [];
	}

	/** Those of `records` that `keep` keeps. */
	select(name: string, records: readonly T[], keep: (record: T) => boolean): readonly T[] {
		let selection = this.filtered.get(name);
		if (selection === undefined) {
			selection = records.filter(keep);
			if (this.filtered.size >= MAX_SELECTIONS) this.filtered.clear();
			this.filtered.set(name, selection);
		}
		return selection;
	}

	forget(): void {
		this.filtered.clear();
		this.groups.clear();
	}
}

function groupsOf<T>(
	records: readonly T[],
	keyOf: (record: T) => Iterable<number>,
): Map<number, T[]> {
	const groups = new Map<number, T[]>();
	for (const record of records) {
		for (const key of new Set(keyOf(record))) {
			const members = groups.get(key);
			if (members === undefined) groups.set(key, [record]);
			else members.push(record);
		}
	}
	return groups;
}

/** What an identifier names: `contact`, `organization`, … and its number in the store. */
interface Reference {
	kind: string;
	number: number;
}

/**
 * How the API writes identifiers. HyperRep calls them opaque and has shown both kinds: one that is
 * always the same, and an encrypted token that is another one in every response.
 */
export interface Identifiers {
	encode(reference: Reference): string;
	/** `undefined` for a string that this API never wrote. */
	decode(identifier: string): Reference | undefined;
}

/** Writes the identifier of a record, or null where there is none. */
export interface IdWriter {
	(kind: string, number: number): string;
	(kind: string, number: number | null): string | null;
}

/** Makes the writer of a kind of identifiers. */
export function idWriter(identifiers: Identifiers): IdWriter {
	function write(kind: string, number: number): string;
	function write(kind: string, number: number | null): string | null;
	function write(kind: string, number: number | null): string | null {
		return number === null ? null : identifiers.encode({ kind, number });
	}
	return write;
}

/** Identifiers that stay the same in every response. */
export const stableIdentifiers: Identifiers = {
	encode: ({ kind, number }) => `HR_id_${kind}_${checksum(kind, number)}${number}`,
	decode: (identifier) =>
		readChecked(/^HR_id_(?<kind>[a-z_]+)_(?<check>[0-9a-f]{6})(?<digits>\d+)$/, identifier),
};

/** Identifiers that stay, and break a client that does not percent-encode them once, or decodes them twice. */
const awkwardIdentifiers: Identifiers = {
	encode: ({ kind, number }) => `HR/${kind}?é+#%2F &${checksum(kind, number)}/../${number}==`,
	decode: (identifier) =>
		readChecked(
			/^HR\/(?<kind>[a-z_]+)\?é\+#%2F &(?<check>[0-9a-f]{6})\/\.\.\/(?<digits>\d+)==$/,
			identifier,
		),
};

function readChecked(form: RegExp, identifier: string): Reference | undefined {
	const { kind = '', check, digits } = form.exec(identifier)?.groups ?? {};
	if (digits === undefined) return undefined;
	const number = Number(digits);
	return check === checksum(kind, number) ? { kind, number } : undefined;
}

/** Six digits that tell an identifier of this API from one that is mistyped. No secret: it must be quick. */
function checksum(kind: string, number: number): string {
	const text = `${kind}:${number}`;
	let hash = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
	return (hash >>> 8).toString(16).padStart(6, '0');
}

/** Tokens that look like Fernet's: they begin with `gAAAAAB`, may end in `=`, and never come twice. */
export function reencodedIdentifiers(): Identifiers {
	const key = Math.floor(Math.random() * 2 ** 32);
	let count = 0;
	return {
		encode({ kind, number }) {
			const token = Buffer.from(`0000${checksum(kind, number)}${kind}:${number}`, 'latin1');
			// A product with an odd number, so none comes twice.
			token.writeUInt32BE(Math.imul(count++, 0x9e3779b1) >>> 0);
			const text = scramble(token, key).toString('base64');
			return `gAAAAAB${text.replaceAll('+', '-').replaceAll('/', '_')}`;
		},
		decode(identifier) {
			if (!identifier.startsWith('gAAAAAB')) return undefined;
			const token = Buffer.from(identifier.slice(7), 'base64url');
			if (token.length < 4) return undefined;
			const text = scramble(token, key).toString('latin1', 4);
			return readChecked(/^(?<check>[0-9a-f]{6})(?<kind>[a-z_]+):(?<digits>\d+)$/, text);
		},
	};
}

/** Makes a token unreadable, or readable again, all but the four bytes in which it differs from others. */
function scramble(token: Buffer, key: number): Buffer {
	let state = token.readUInt32BE() ^ key;
	for (let n = 4; n < token.length; n++) {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + n;
		token[n] = (token[n] ?? 0) ^ (state >>> 24);
	}
	return token;
}

/** The three kinds, by name, for tests that run with each. */
export const IDENTIFIERS = {
	stable: () => stableIdentifiers,
	're-encoded': reencodedIdentifiers,
	awkward: () => awkwardIdentifiers,
} as const;

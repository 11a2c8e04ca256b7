import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

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

export function idWriter(identifiers: Identifiers): IdWriter {
	function write(kind: string, number: number): string;
	function write(kind: string, number: number | null): string | null;
	function write(kind: string, number: number | null): string | null {
		return number === null ? null : identifiers.encode({ kind, number });
	}
	return write;
}

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

function checksum(kind: string, number: number): string {
	return createHash('sha256').update(`${kind}:${number}`).digest('hex').slice(0, 6);
}

/** Tokens like Fernet's: they begin with `gAAAAAB`, may end in `=`, and never come twice. */
export function reencodedIdentifiers(): Identifiers {
	const key = randomBytes(16);
	return {
		encode({ kind, number }) {
			const iv = randomBytes(12);
			const cipher = createCipheriv('aes-128-gcm', key, iv);
			const text = Buffer.concat([cipher.update(`${kind}:${number}`, 'utf8'), cipher.final()]);
			const token = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
			return `gAAAAAB${token.replaceAll('+', '-').replaceAll('/', '_')}`;
		},
		decode(identifier) {
			if (!identifier.startsWith('gAAAAAB')) return undefined;
			const token = Buffer.from(identifier.slice(7), 'base64url');
			if (token.length < 29) return undefined;
			const decipher = createDecipheriv('aes-128-gcm', key, token.subarray(0, 12));
			decipher.setAuthTag(token.subarray(12, 28));
			try {
				const text =
					decipher.update(token.subarray(28), undefined, 'utf8') + decipher.final('utf8');
				const [kind = '', digits] = text.split(':');
				return { kind, number: Number(digits) };
			} catch {
				return undefined; // not a token of this key
			}
		},
	};
}

/** The three kinds, by name, for tests that run with each. */
export const IDENTIFIERS = {
	stable: () => stableIdentifiers,
	're-encoded': reencodedIdentifiers,
	awkward: () => awkwardIdentifiers,
} as const;

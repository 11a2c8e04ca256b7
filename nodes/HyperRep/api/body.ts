/** Nothing that HyperRep answers comes near this. A larger answer would take n8n's memory. */
export const MAX_BYTES = 200_000_000;

/** The part of Node's streams that is used here. */
type Stream = AsyncIterable<Uint8Array> & {
	destroy(): void;
	on(event: 'error', listener: () => void): void;
};

/** An answer that is not read. It has a `code`, as the errors of the network do. */
class TooLarge extends Error {
	readonly code = 'ERR_TOO_LARGE';
}

/** The answer ended before it was complete. */
class Ended extends Error {
	constructor(readonly code: string) {
		super('The answer ended');
	}
}

/**
 * Reads the body of an answer.
 *
 * @param body a stream, or what n8n made of it
 * @param maxBytes an answer that is larger, or is announced to be, is not read
 * @returns what it holds where it is JSON, else the text
 * @throws an error with a `code`
 */
export async function readBody(
	body: unknown,
	headers: Record<string, string>,
	cancel: AbortSignal,
	maxBytes = MAX_BYTES,
): Promise<unknown> {
	if (!isStream(body)) return body;
	// Without a listener, an error of a stream that nobody reads yet would end n8n.
	body.on('error', () => {});
	const destroy = () => body.destroy();
	cancel.addEventListener('abort', destroy);
	try {
		if (Number(headers['content-length']) > maxBytes) throw new TooLarge();
		const chunks: Uint8Array[] = [];
		let size = 0;
		for await (const chunk of body) {
			size += chunk.length;
			if (size > maxBytes) throw new TooLarge();
			chunks.push(chunk);
		}
		if (cancel.aborted) throw new Ended('ECONNABORTED');
		return parse(Buffer.concat(chunks, size).toString('utf8'));
	} catch (error) {
		throw toEnded(error);
	} finally {
		destroy();
		cancel.removeEventListener('abort', destroy);
	}
}

function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'on' in body;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.charAt(0) === '\ufeff' ? text.slice(1) : text);
	} catch {
		return text;
	}
}

/** What Node.js throws may lack a code. */
function toEnded(error: unknown): Error {
	if (error instanceof TooLarge || error instanceof Ended) return error;
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return new Ended(typeof code === 'string' ? code : 'ECONNRESET');
}

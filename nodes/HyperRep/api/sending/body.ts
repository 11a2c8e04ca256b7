import type { NoResponse } from '../outcome';
import { parseInParts } from './json';

/** Nothing that HyperRep sends comes near this. A larger response would exhaust n8n's memory. */
const MAX_BYTES = 200_000_000;

/** The part of Node's streams that is used here. */
type Stream = AsyncIterable<Uint8Array> & {
	destroy(): void;
	on(event: 'error', listener: () => void): void;
};

/** A response that arrived, but is not read. */
export class UnreadBody extends Error {
	constructor(
		readonly reason: NoResponse['reason'],
		readonly code: string,
	) {
		super('The response was not read');
	}
}

/**
 * Reads the body of a response.
 *
 * @param body a stream, or what n8n made of it
 * @param maxBytes a response that is larger, or is announced to be, is not read
 * @returns the value if it is JSON, otherwise the text
 * @throws UnreadBody, or an error with a `code`
 */
export async function readBody(
	body: unknown,
	headers: Record<string, string>,
	cancel: AbortSignal,
	maxBytes = MAX_BYTES,
): Promise<unknown> {
	if (!isStream(body)) return body;
	// Without a listener, an error of a stream that nobody reads yet would crash n8n.
	body.on('error', () => {});
	const destroy = () => body.destroy();
	cancel.addEventListener('abort', destroy);
	try {
		const tooLarge = new UnreadBody('tooLarge', `${maxBytes / 1_000_000} MB`);
		if (Number(headers['content-length']) > maxBytes) throw tooLarge;
		const charset = charsetIn(headers['content-type']);
		const decoder = decoderFor(charset);
		if (decoder === undefined) throw new UnreadBody('unknownCharset', charset);
		const texts: string[] = [];
		let size = 0;
		for await (const chunk of body) {
			size += chunk.length;
			if (size > maxBytes) throw tooLarge;
			texts.push(decoder.decode(chunk, { stream: true }));
		}
		if (cancel.aborted) throw ended('ECONNABORTED');
		texts.push(decoder.decode());
		return await parseInParts(texts.join(''));
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

/** The charset that a `Content-Type` declares; if it declares none, that of JSON. */
function charsetIn(contentType = ''): string {
	const [, charset = 'utf-8'] = /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType) ?? [];
	return charset;
}

function decoderFor(charset: string) {
	try {
		return new TextDecoder(charset);
	} catch {
		return undefined; // Node.js does not know it
	}
}

/** A response that ended before it was complete, with a `code` like network errors. */
const ended = (code: string) => Object.assign(new Error('The response ended'), { code });

/** What Node.js throws may lack a code. */
function toEnded(error: unknown): Error {
	if (error instanceof UnreadBody) return error;
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return ended(typeof code === 'string' ? code : 'ECONNRESET');
}

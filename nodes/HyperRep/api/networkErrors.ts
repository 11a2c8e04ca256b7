import { isObject, type NoResponse } from './answer';

// What Node.js says when no connection came about.
const NOT_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
]);

// What OpenSSL and Node.js say of a certificate that they refuse.
const CERTIFICATE =
	/CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$|^PATH_LENGTH_EXCEEDED$|^ERR_TLS_CERT_/;

// Of what is no TLS, or no longer.
const TLS = /^ERR_SSL_|^ERR_TLS_|^EPROTO$/;

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/** Node.js says so where a connection ended during the TLS handshake, before anything was sent. */
const NO_HANDSHAKE = 'before secure TLS connection was established';

/**
 * Reads what happened to the connection from an error of n8n's request helpers, which is, or wraps,
 * one of the HTTP library with a `code`.
 *
 * @param isTimeUp whether it was ended for taking too long
 * @returns `undefined` for errors of another kind
 */
export function toNoResponse(error: unknown, isTimeUp = false): NoResponse | undefined {
	const cause = error instanceof Error ? error.cause : undefined;
	const errors = [error, cause].filter(isObject);
	const code = errors.map(codeOf).find((found) => found !== undefined);
	// These are about the request, which was then not sent.
	if (code === undefined || code.startsWith('ERR_INVALID_')) return undefined;
	if (isTimeUp) return { kind: 'noResponse', reason: 'timedOut', code };
	const hadNoHandshake = errors.some(({ message }) => String(message).includes(NO_HANDSHAKE));
	if (hadNoHandshake) return { kind: 'noResponse', reason: 'notConnected', code };
	// The network may also go away in the middle of a connection.
	const wasConnected = errors.some(({ syscall }) => syscall === 'read' || syscall === 'write');
	return { kind: 'noResponse', reason: reasonOf(code, wasConnected), code };
}

function reasonOf(code: string, wasConnected: boolean): NoResponse['reason'] {
	if (NOT_CONNECTED.has(code) && !wasConnected) return 'notConnected';
	if (CERTIFICATE.test(code)) return 'notTrusted';
	if (TLS.test(code)) return 'notSecure';
	if (code === 'ERR_TOO_LARGE') return 'tooLarge';
	return TIMED_OUT.has(code) ? 'timedOut' : 'lost';
}

function codeOf({ code }: { code?: unknown }): string | undefined {
	return typeof code === 'string' ? code : undefined;
}

import type { NoResponse } from '../outcome';
import { UnreadBody } from './body';
import { isObject } from '../../values/objects';

/** The system calls that precede a connection. */
const CONNECTING = ['connect', 'getaddrinfo'];

// What Node.js says if no connection could be made.
const NOT_CONNECTED =
	/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/;

// What OpenSSL and Node.js say about a certificate that they reject.
const CERTIFICATE =
	/CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$|^PATH_LENGTH_EXCEEDED$/;

// What they say if a server does not speak TLS, or the TLS broke.
const TLS = /^ERR_SSL_|^ERR_TLS_|^EPROTO$/;

const TIMED_OUT = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/** Node.js says this if a connection ended during the TLS handshake. */
const NO_HANDSHAKE = 'before secure TLS connection was established';

/** How many errors in a chain of causes are examined. */
const MAX_CAUSES = 4;

/**
 * Reads what happened to a request from an error of n8n's request helpers. That is, or wraps, one of the HTTP
 * library with a `code`, which wraps one of Node.js. The error itself is not kept: it contains the request
 * with its headers, including the API key.
 *
 * @param isTimeUp whether it was ended for taking too long
 */
export function toNoResponse(error: unknown, isTimeUp = false): NoResponse {
	if (error instanceof UnreadBody) {
		const { reason, code } = error;
		return { kind: 'noResponse', reason, code, mayHaveBeenSent: true };
	}
	const errors = withCauses(error);
	const code = errors.map(codeOf).find((found) => found !== undefined);
	// Without a network code, the request itself was invalid, and was not sent.
	if (code === undefined || code.startsWith('ERR_INVALID_')) {
		const message = error instanceof Error ? error.message : 'n8n did not send the request';
		return { kind: 'noResponse', reason: 'notSent', code: message, mayHaveBeenSent: false };
	}
	const reason = isTimeUp ? 'timedOut' : reasonOf(code, errors);
	return { kind: 'noResponse', reason, code, mayHaveBeenSent: mayHaveBeenSent(reason, errors) };
}

function reasonOf(code: string, errors: object[]): NoResponse['reason'] {
	if (errors.some(isOfConnecting)) return 'notConnected';
	if (NOT_CONNECTED.test(code) && !wasConnected(errors)) return 'notConnected';
	if (CERTIFICATE.test(code)) return 'notTrusted';
	if (TLS.test(code)) return hadHandshake(errors) ? 'lost' : 'notSecure';
	if (TIMED_OUT.has(code)) return 'timedOut';
	return isHandshakeOpen(errors) ? 'notConnected' : 'lost';
}

/**
 * Whether the request may have reached the server. It certainly has not if no connection could be made, its
 * certificate was rejected, or its TLS handshake never ended: a server can break the TLS after reading a
 * request.
 */
function mayHaveBeenSent(reason: NoResponse['reason'], errors: object[]): boolean {
	if (reason === 'notConnected' || reason === 'notTrusted') return false;
	return !isHandshakeOpen(errors) && !isConnecting(errors);
}

/** If a host has several addresses, Node.js gives the errors of all. */
const isOfConnecting = (error: { syscall?: unknown; errors?: unknown }): boolean =>
	Array.isArray(error.errors) && error.errors.length > 0
		? error.errors.every((each: unknown) => isObject(each) && isOfConnecting(each))
		: CONNECTING.includes(String(error.syscall));

/** The network may also fail in the middle of a connection, with the same codes. */
const wasConnected = (errors: object[]) =>
	errors.some((error) => 'syscall' in error && ['read', 'write'].includes(String(error.syscall)));

const isHandshakeOpen = (errors: object[]) =>
	errors.some(({ message }: { message?: unknown }) => String(message).includes(NO_HANDSHAKE)) ||
	socketsOf(errors).some(({ secureConnecting }) => secureConnecting === true);

/** The TLS worked, and broke later. */
const hadHandshake = (errors: object[]) =>
	socketsOf(errors).some(({ secureConnecting }) => secureConnecting === false);

const isConnecting = (errors: object[]) =>
	socketsOf(errors).some(({ connecting }) => connecting === true);

/** The HTTP library's error has the request, which has Node's socket. */
function socketsOf(errors: object[]): Array<{ connecting?: unknown; secureConnecting?: unknown }> {
	return errors
		.map(({ request }: { request?: unknown }) => (isObject(request) ? request.socket : undefined))
		.filter(isObject);
}

/** The error, its cause, and so on. */
function withCauses(error: unknown): object[] {
	const errors: object[] = [];
	let next: unknown = error;
	while (isObject(next) && errors.length < MAX_CAUSES) {
		errors.push(next);
		next = next.cause;
	}
	return errors;
}

function codeOf({ code }: { code?: unknown }): string | undefined {
	return typeof code === 'string' ? code : undefined;
}

import { toNoResponse } from '../../../nodes/HyperRep/api/sending/networkErrors';

const errorOf = (fields: object, cause?: object) =>
	Object.assign(new Error('x', { cause: cause && Object.assign(new Error('y'), cause) }), fields);

test.each([
	[{ code: 'ECONNREFUSED', syscall: 'connect' }, 'notConnected', false],
	[{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'notConnected', false],
	[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'notConnected', false],
	// Of all addresses that a name has; none was connected to.
	[{ code: 'ENETUNREACH' }, 'notConnected', false],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'notConnected', false],
	[{ code: 'EACCES', syscall: 'connect' }, 'notConnected', false],
	[{ code: 'EAI_FAIL', syscall: 'getaddrinfo' }, 'notConnected', false],
	[
		{ code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] },
		'notConnected',
		false,
	],
	[{ code: 'ECONNRESET', errors: [{ syscall: 'connect' }, { syscall: 'read' }] }, 'lost', true],
	[{ code: 'EHOSTUNREACH', syscall: 'read' }, 'lost', true],
	[{ code: 'ENETUNREACH', syscall: 'write' }, 'lost', true],
	[{ code: 'ECONNRESET', syscall: 'read' }, 'lost', true],
	[{ code: 'CERT_HAS_EXPIRED' }, 'notTrusted', false],
	[{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'notTrusted', false],
	[{ code: 'ETIMEDOUT' }, 'timedOut', true],
	[{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'notSecure', true],
	[{ code: 'EPROTO' }, 'notSecure', true],
	[{ code: 'ERR_TLS_RENEGOTIATION_DISABLED' }, 'notSecure', true],
	[{ code: 'EPROTO', request: { socket: { secureConnecting: true } } }, 'notSecure', false],
	[{ code: 'EPROTO', request: { socket: { secureConnecting: false } } }, 'lost', true],
	[{ code: 'ECONNRESET', request: { socket: { secureConnecting: true } } }, 'notConnected', false],
	[{ code: 'ETIMEDOUT', request: { socket: { connecting: true } } }, 'timedOut', false],
])('an error with %o means "%s", also as the cause of another', (fields, reason, wasSent) => {
	const expected = { reason, mayHaveBeenSent: wasSent };
	expect(toNoResponse(errorOf(fields))).toMatchObject(expected);
	expect(toNoResponse(errorOf({}, fields))).toMatchObject(expected);
});

test('a connection that ends in the TLS handshake was never used', () => {
	const message = 'Client network socket disconnected before secure TLS connection was established';
	expect(toNoResponse(errorOf({ code: 'ECONNRESET', message }))).toMatchObject({
		reason: 'notConnected',
		mayHaveBeenSent: false,
	});
});

test('an error of another kind is about the request, which was not sent', () => {
	for (const error of [errorOf({ code: 'ERR_INVALID_URL' }), errorOf({}), 'text', undefined]) {
		expect(toNoResponse(error)).toMatchObject({ reason: 'notSent', mayHaveBeenSent: false });
	}
});

import { toNoResponse } from '../../nodes/HyperRep/api/send';

const errorOf = (fields: object, cause?: object) =>
	Object.assign(new Error('x', { cause: cause && Object.assign(new Error('y'), cause) }), fields);

test.each([
	[{ code: 'ECONNREFUSED', syscall: 'connect' }, 'notConnected'],
	[{ code: 'EHOSTUNREACH', syscall: 'connect' }, 'notConnected'],
	[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'notConnected'],
	// Of all addresses that a name has; none was connected to.
	[{ code: 'ENETUNREACH' }, 'notConnected'],
	[{ code: 'EHOSTUNREACH', syscall: 'read' }, 'lost'],
	[{ code: 'ENETUNREACH', syscall: 'write' }, 'lost'],
	[{ code: 'ECONNRESET', syscall: 'read' }, 'lost'],
	[{ code: 'CERT_HAS_EXPIRED' }, 'notTrusted'],
	[{ code: 'ETIMEDOUT' }, 'timedOut'],
])('an error with %o means "%s", also as the cause of another', (fields, reason) => {
	expect(toNoResponse(errorOf(fields))).toMatchObject({ reason });
	expect(toNoResponse(errorOf({}, fields))).toMatchObject({ reason });
});

test('an error of another kind is none of the network', () => {
	expect(toNoResponse(errorOf({ code: 'ERR_INVALID_URL' }))).toBeUndefined();
	expect(toNoResponse(errorOf({}))).toBeUndefined();
	expect(toNoResponse('text')).toBeUndefined();
});

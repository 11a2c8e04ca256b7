import type * as policies from '../../nodes/HyperRep/api/sending/RetryPolicy';

/** The policy that users get, with waits that tests need not feel; for `jest.mock`. */
export function quickPolicy() {
	const actual = jest.requireActual<typeof policies>(
		'../../nodes/HyperRep/api/sending/RetryPolicy',
	);
	return { ...actual, RETRY_POLICY: { ...actual.RETRY_POLICY, firstWait: 1 } };
}

/** n8n's functions, without their waits: where the server's clock stands still, there is nothing to wait for. */
export const sleepless = () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
});

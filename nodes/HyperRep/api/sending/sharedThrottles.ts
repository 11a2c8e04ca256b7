import type { Throttle } from './Throttle';

/** By account, while it has requests in flight or waiting. */
const shared = new Map<string, { throttle: Throttle; requests: number }>();

/**
 * Joins the requests of an account that are made at the same time. They share a throttle, since HyperRep
 * counts them together.
 *
 * @param own used if there are no others
 * @returns the throttle, and what must be called after the request
 */
export function join(account: string, own: Throttle): { throttle: Throttle; leave(): void } {
	const joined = shared.get(account) ?? { throttle: own, requests: 0 };
	shared.set(account, joined);
	joined.requests++;
	return {
		throttle: joined.throttle,
		leave() {
			if (--joined.requests === 0) shared.delete(account);
		},
	};
}

import type { Failure } from '../../errors/ApiError';
import type { Outcome } from '../outcome';
import { isKeyRefused } from './reason';

/** Says why a request failed, for n8n's scheduler of polls: waiting may help, or a new key. */
export function toFailure(outcome: Outcome, retryAfterMs: number | undefined): Failure | undefined {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	if (outcome.kind === 'noResponse') {
		return outcome.reason === 'notSent' ? undefined : { cause: 'temporarily-unavailable' };
	}
	if (outcome.status === 429) return { cause: 'rate-limited', ...wait };
	if (outcome.status >= 500) return { cause: 'temporarily-unavailable', ...wait };
	return isKeyRefused(outcome) ? { cause: 'credential-invalid' } : undefined;
}

import { ApiError } from '../../errors/ApiError';

/** Answers that say that a record cannot be read any more. */
const GONE = ['400', '404', '410', '422'];

/** Whether HyperRep no longer has what was asked for. */
export const isGone = (error: unknown): boolean =>
	error instanceof ApiError && GONE.includes(error.httpCode ?? '');

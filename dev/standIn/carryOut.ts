import { Call, type CallSettings } from './call';
import type { StandInOptions } from './options';
import { Refusal } from './refusal';
import type { LoggedRequest } from './request';
import { routes } from './resources';
import { Router } from './router';

/** The one key that the stand-in takes. */
export const API_KEY = 'hr_test_key_of_the_stand_in';

const router = new Router(routes);

/** Carries out a request, unless its key is refused; gives the status and the body of the response. */
export function carryOut(
	request: LoggedRequest,
	{ createStatus = 201, refusedKeys }: StandInOptions,
	settings: CallSettings,
): { status: number; body: unknown } {
	try {
		checkKey(request.headers['x-api-key'], refusedKeys);
		const { route, ids } = router.match(request.method, request.path);
		const body = route.respond(new Call(request, ids, settings));
		return { status: request.method === 'POST' ? createStatus : 200, body };
	} catch (error) {
		// Anything but a refusal is a mistake of the stand-in, which is to show as one.
		const { status, detail } = error instanceof Refusal ? error : new Refusal(500, String(error));
		return { status, body: { detail } };
	}
}

function checkKey(
	key: string | string[] | undefined,
	refusedKeys: StandInOptions['refusedKeys'],
): void {
	if (key === undefined || key === '') throw new Refusal(403, 'Missing API Key');
	const reason = refusedKeys?.[String(key)];
	if (reason !== undefined) throw new Refusal(403, reason);
	if (key !== API_KEY) throw new Refusal(403, 'Invalid API Key');
}

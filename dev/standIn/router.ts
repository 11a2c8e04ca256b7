import type { Call } from './call';
import { Refusal } from './refusal';

/** One route: its path is written as in the API's OpenAPI document. */
export interface Route {
	method: 'GET' | 'POST';
	/** Below `/api/v2`, e.g. `/organizations/{organization_id}/contacts`. */
	path: string;
	/** The answer's body. Throws Refusal for any other answer than a success. */
	answer: (call: Call) => unknown;
}

/** Where an organization's routes stand. */
export const ORGANIZATION = '/organizations/{organization_id}';
export const BASE = '/api/v2';

/** A route, and the decoded values of its path's parameters. */
export interface Match {
	route: Route;
	ids: Record<string, string>;
}

export class Router {
	constructor(private readonly routes: readonly Route[]) {}

	/** @throws Refusal 404 for an unknown path, 405 for a method that it doesn't have */
	match(method: string, path: string): Match {
		let isKnown = false;
		for (const route of this.routes) {
			const ids = matchPath(`${BASE}${route.path}`, path);
			if (ids === undefined) continue;
			if (route.method === method) return { route, ids };
			isKnown = true;
		}
		throw isKnown ? new Refusal(405, 'Method Not Allowed') : new Refusal(404, 'Not Found');
	}
}

/** The decoded parameters of a path that follows a template; `undefined` for any other path. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
	const segments = path.split('/');
	const expectedSegments = template.split('/');
	if (expectedSegments.length !== segments.length) return undefined;
	const ids: Record<string, string> = {};
	for (const [n, expected] of expectedSegments.entries()) {
		const segment = segments[n] ?? '';
		if (expected.startsWith('{')) ids[expected.slice(1, -1)] = decodeSegment(segment);
		else if (expected !== segment) return undefined;
	}
	return ids;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment; // no identifier, so it is refused as one
	}
}

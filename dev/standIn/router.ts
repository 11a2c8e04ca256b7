import type { Call } from './call';
import { Refusal } from './refusal';

/** One route: its path is written as in the API's OpenAPI document. */
export interface Route {
	method: 'GET' | 'POST';
	/** Below `/api/v2`, e.g. `/organizations/{organization_id}/contacts`. */
	path: string;
	/** The body of the response; throws Refusal for any other response than a success. */
	respond: (call: Call) => unknown;
}

/** The path of an organization, below which its routes stand. */
export const ORGANIZATION = '/organizations/{organization_id}';
/** The path below which all routes stand. */
export const BASE = '/api/v2';

/** A route, and the decoded values of its path's parameters. */
export interface Match {
	route: Route;
	ids: Record<string, string>;
}

/** Finds the route of a request. */
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

const patterns = new Map<string, RegExp>();

/** The decoded parameters of a path that follows a template; `undefined` for any other path. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
	const pattern = patterns.get(template) ?? patternOf(template);
	patterns.set(template, pattern);
	const match = pattern.exec(path);
	if (match === null) return undefined;
	const segments = Object.entries(match.groups ?? {});
	return Object.fromEntries(segments.map(([name, segment]) => [name, decodeSegment(segment)]));
}

const patternOf = (template: string) =>
	new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]*)')}$`);

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment; // no identifier, so it is refused as one
	}
}

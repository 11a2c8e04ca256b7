/**
 * The address of something in HyperRep.
 *
 * @param baseUrl without a slash at its end
 * @param path below `/api/v2`; each segment is percent-encoded
 */
export function urlOf(baseUrl: string, path: string[], query?: Record<string, string>): string {
	const segments = ['api', 'v2', ...path].map(encodeURIComponent);
	const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
	return `${baseUrl}/${segments.join('/')}${search}`;
}

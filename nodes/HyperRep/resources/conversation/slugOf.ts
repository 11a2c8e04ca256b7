/** The slug of a folder, as HyperRep writes it: `sales-follow-up` for "Sales Follow-Up". */
export function slugOf(folder: unknown): string {
	if (typeof folder !== 'string') return '';
	const name = folder.trim().toLowerCase();
	const slug = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
	return slug === '' ? name : slug;
}

import { fold } from '../../comparing/searchText';

/** The slug of a folder, as HyperRep writes it: `sales-follow-up` for "Sales Follow-Up". Accents are removed. */
export function slugOf(folder: unknown): string {
	if (typeof folder !== 'string') return '';
	const name = fold(folder).trim();
	const slug = name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
	return slug === '' ? name : slug;
}

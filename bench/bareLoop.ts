import { API_KEY } from '../dev/standIn/server';

// What anybody could write in ten lines: the floor for all that does more. Node's `fetch` keeps its
// connections open.

type Item = Record<string, unknown>;

interface Page {
	data: Item[];
	pagination: { next_cursor: string | null };
}

/** A list, page by page. */
export async function* pages(url: string): AsyncGenerator<Item[]> {
	const search = new URLSearchParams({ limit: '500' });
	for (;;) {
		const { data, pagination } = await request<Page>(`${url}?${search}`);
		yield data;
		if (pagination.next_cursor === null) return;
		search.set('cursor', pagination.next_cursor);
	}
}

/** A list, in one array. */
export async function list(url: string): Promise<Item[]> {
	const items: Item[] = [];
	for await (const page of pages(url)) {
		for (const item of page) items.push(item);
	}
	return items;
}

/** Creates records one after the other. */
export async function createInTurn(url: string, bodies: object[]): Promise<Item[]> {
	const created: Item[] = [];
	for (const body of bodies) created.push(await request<Item>(url, body));
	return created;
}

async function request<T>(url: string, body?: object): Promise<T> {
	const response = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'X-API-KEY': API_KEY, 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return (await response.json()) as T;
}

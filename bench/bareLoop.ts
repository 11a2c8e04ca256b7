import { API_KEY } from '../dev/standIn/server';

// What anybody could write in ten lines: the floor for all that does more. Node's `fetch` keeps its
// connections open.

type Contact = Record<string, unknown>;

interface Page {
	data: Contact[];
	pagination: { next_cursor: string | null };
}

/** All contacts of an organization, page by page. */
export async function* pages(contactsUrl: string): AsyncGenerator<Contact[]> {
	const search = new URLSearchParams({ limit: '500' });
	for (;;) {
		const { data, pagination } = await request<Page>(`${contactsUrl}?${search}`);
		yield data;
		if (pagination.next_cursor === null) return;
		search.set('cursor', pagination.next_cursor);
	}
}

/** All contacts of an organization, in one array. */
export async function list(contactsUrl: string): Promise<Contact[]> {
	const contacts: Contact[] = [];
	for await (const page of pages(contactsUrl)) {
		for (const contact of page) contacts.push(contact);
	}
	return contacts;
}

/** Creates contacts one after the other. */
export async function createInTurn(contactsUrl: string, contacts: object[]): Promise<Contact[]> {
	const created: Contact[] = [];
	for (const contact of contacts) created.push(await request<Contact>(contactsUrl, contact));
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

import { API_KEY } from '../../dev/standIn/server';
import { useAcme } from './acme';

const current = useAcme();
const violations = () => current.acme.standIn.takeViolations().join('\n');

test('right requests and responses pass, and so do refusals that are asked for', async () => {
	await current.acme.get(['contacts'], { limit: '500' });
	await current.acme.get(['contacts'], { limit: '501' });
	await current.acme.get(['contacts', 'none']);
	expect(violations()).toBe('');
});

test.each([
	['a misspelt query name', 'conversations?start_dat=2026-04-01T00%3A00%3A00Z', '"start_dat"'],
	['a query name of another route', 'contacts?start_date=2026-04-01T00%3A00%3A00Z', 'start_date'],
	['a query name that comes twice', 'contacts?limit=1&limit=2', 'twice'],
	['a query name beside a refused value', 'contacts?limit=0&sort=name', '"sort"'],
	['an unknown path', 'contact', 'is no path or method'],
	['a path of a record too much', 'audit-logs/a/b', 'is no path or method'],
])('%s is noticed', async (_, path, expected) => {
	const { acme } = current;
	await acme.ask(`/organizations/${acme.id('organization', acme.organization)}/${path}`);
	expect(violations()).toContain(expected);
});

test('an unknown method is noticed', async () => {
	const path = `/organizations/${current.acme.id('organization', current.acme.organization)}/sales`;
	const headers = { 'X-API-KEY': API_KEY };
	const { status } = await current.acme.ask(path, { method: 'DELETE', headers });
	expect(status).toBe(405);
	expect(violations()).toContain('DELETE');
});

test('an unknown field of a body is noticed, though HyperRep ignores it', async () => {
	const { status } = await current.acme.post(['contacts'], { name: 'Ben', phone: '+14155550199' });
	expect(status).toBe(201);
	expect(violations()).toContain('"additionalProperty":"phone"');
});

test('a field that is missing in a response, or has another type, is noticed', async () => {
	const { acme } = current;
	const contacts = acme.organization.contacts;
	const present = jest.spyOn(contacts, 'shown');
	present.mockImplementation(() => ({ contact_id: 'HR_id_contact_1', name: 5 }));
	await acme.get(['contacts']);
	expect(violations()).toMatch(/GET .*contacts: response 200 \/data\/0/);
});

test('a response that a test changes is not judged', async () => {
	const { acme } = current;
	acme.standIn.faults.add({ fault: { kind: 'change', change: () => ({ data: 'odd' }) } });
	acme.organization.contacts.edit(acme.records.contact.number, { extra: { created_at: 5 } });
	expect((await acme.get(['contacts'])).body).toEqual({ data: 'odd' });
	acme.standIn.faults.clear();
	expect((await acme.get(['contacts'])).body.data).toMatchObject([{ created_at: 5 }]);
	expect(violations()).toBe('');
});

test('a mistake of the stand-in is noticed', async () => {
	const { acme } = current;
	jest.spyOn(acme.organization.contacts, 'visible').mockImplementation(() => {
		throw new Error('Broken');
	});
	expect((await acme.get(['contacts'])).status).toBe(500);
	expect(violations()).toContain('is a mistake of the stand-in: ');
});

test('stop throws what was not taken', async () => {
	const { acme } = current;
	await acme.get(['contacts'], { sort: 'name' });
	await expect(acme.standIn.stop()).rejects.toThrow('no query parameter "sort"');
	await acme.standIn.start();
});

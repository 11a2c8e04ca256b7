import { urlOf } from '../../nodes/HyperRep/api/url';

const BASE = 'https://api.hyperrep.ai';

test.each([
	['a/b', 'a%2Fb'],
	['a?b=c#d', 'a%3Fb%3Dc%23d'],
	['../x', '..%2Fx'],
	['ä😀', '%C3%A4%F0%9F%98%80'],
	['%2e', '%252e'],
	['...', '...'],
	['\\..\\', '%5C..%5C'],
])('the ID %j stays one segment of the path', (id, encoded) => {
	const url = urlOf(BASE, ['contacts', id, 'conversations'], { 'a&b': 'c=d&e' });
	expect(url).toBe(`${BASE}/api/v2/contacts/${encoded}/conversations?a%26b=c%3Dd%26e`);
	const { pathname } = new URL(url);
	expect(pathname.split('/')).toHaveLength(6);
});

test.each(['', '.', '..', '\ud800', 'x'.repeat(4097)])('%.20j is no ID', (id) => {
	expect(() => urlOf(BASE, ['contacts', id])).toThrow(/is not an ID$/);
});

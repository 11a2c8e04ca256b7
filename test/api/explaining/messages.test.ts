import { Mask } from '../../../nodes/HyperRep/api/explaining/Mask';
import type { Purpose } from '../../../nodes/HyperRep/api/ApiRequest';
import { Explainer } from '../../../nodes/HyperRep/api/explaining/messages';
import { LABELS } from '../connect';

const KEY = 'hr_a_key_of_some_length';

const GET: Purpose = { doing: 'get the contact', value: 'x', labels: LABELS };

const explain = (
	status: number,
	body: unknown,
	{
		purpose = GET,
		path = ['organizations', 'o', 'contacts', purpose.value ?? ''],
		baseUrl = 'https://api.hyperrep.ai',
		headers = {},
	}: {
		purpose?: Purpose;
		path?: string[];
		baseUrl?: string;
		headers?: Record<string, string>;
	} = {},
) =>
	new Explainer(baseUrl, new Mask(KEY)).outcome(
		{ kind: 'response', status, headers, body },
		{ purpose, path },
	);

const reasonOf = (status: number, body: unknown) =>
	explain(status, body).message.replace('Could not get the contact "x": ', '');

function nested(levels: number): unknown {
	let value: unknown = 'deep';
	for (let n = 0; n < levels; n++) value = n % 2 === 0 ? [value] : { detail: value };
	return { detail: value };
}

describe("HyperRep's reason", () => {
	test.each<[string, unknown, string]>([
		['a text', { detail: 'Too bad' }, 'Too bad'],
		[
			'a list',
			{
				detail: [
					{
						loc: ['body', 'email'],
						msg: 'value is not a valid email address',
						type: 'value_error',
					},
					{ loc: ['query', 'limit'], msg: 'too large' },
				],
			},
			'email: value is not a valid email address; limit: too large',
		],
		['a list without places', { detail: [{ msg: 'wrong' }, 'also wrong'] }, 'wrong; also wrong'],
		['an object', { detail: { code: 'quota', message: 'Quota exceeded' } }, 'Quota exceeded'],
		['texts by field', { detail: { email: ['is taken'] } }, 'email: is taken'],
		['a message', { message: 'Payment required' }, 'Payment required'],
		['an error', { error: 'A contact with this email exists' }, 'A contact with this email exists'],
		['an error within', { error: { code: 409, message: 'It exists' } }, 'It exists'],
		['errors', { errors: [{ field: 'email', message: 'is taken' }] }, 'email: is taken'],
		['a message with errors', { message: 'No', errors: ['Bad'] }, 'No; Bad'],
		['the better of two', { error: 'Conflict', message: 'It exists' }, 'It exists'],
		['a message beside an empty detail', { detail: [], message: 'It exists' }, 'It exists'],
		['a message beside numbers', { detail: { code: 7 }, message: 'It exists' }, 'It exists'],
		['an entry with an empty message', { errors: [{ msg: [], detail: 'No' }] }, 'No'],
		['a short message', { msg: 'It exists' }, 'It exists'],
		['plain text', 'upstream is busy\n', 'upstream is busy'],
		['a text in JSON', 'Too bad', 'Too bad'],
	])('%s', (_, body, words) => {
		expect(reasonOf(409, body)).toBe(words);
	});

	test.each([
		undefined,
		null,
		7,
		'',
		[],
		{},
		{ detail: null },
		{ detail: 7 },
		{ detail: {} },
		{ detail: [] },
		{ detail: [null] },
		{ detail: [[1]] },
		{ detail: '  ' },
		'<html><body>Sign in</body></html>',
		'  <!DOCTYPE html><p>Sign in',
		'{"detail": "it ends in the mid',
	])('there is none in %j', (body) => {
		expect(reasonOf(409, body)).toBe('HTTP 409');
	});

	test.each<[string, unknown]>([
		['places that are objects', { detail: [{ loc: [{ toString: 1 }] }] }],
		[
			'places that are objects, with words',
			{ detail: [{ loc: ['body', { toString: 1 }], msg: 'x' }] },
		],
		['20,000 levels', nested(20_000)],
		['20 MB', { detail: 'x'.repeat(20_000_000) }],
		['20 MB of blanks', { detail: ' '.repeat(20_000_000) }],
		['100,000 entries', { detail: new Array(100_000).fill({ loc: ['a', 'b'], msg: 'c' }) }],
		[
			'100,000 fields',
			{ detail: Object.fromEntries(Array.from({ length: 1e5 }, (_, n) => [n, 'x'])) },
		],
		['names of what objects inherit', { detail: 'constructor toString __proto__ hasOwnProperty' }],
		[
			'fields that objects inherit',
			JSON.parse('{"detail": {"__proto__": "a", "constructor": "b"}}'),
		],
		['a message that is a function in words', { detail: { toString: 'x', valueOf: 'y' } }],
		['half of an emoji at the end', { detail: '😀'.repeat(1000) }],
	])('of any shape makes a message: %s', (_, body) => {
		for (const status of [400, 404, 422, 500]) {
			const { message, description } = explain(status, body);
			expect(message.length + description.length).toBeLessThan(1000);
			expect(`${message} ${description}`).not.toMatch(/\[native|\[object|undefined|\p{Surrogate}/u);
		}
	});

	test('the key is masked in it, and in the value', () => {
		for (const body of [
			{ detail: KEY },
			{ detail: { [KEY]: KEY } },
			KEY,
			{ errors: [{ loc: [1, KEY], msg: KEY }] },
		]) {
			const { message, description } = explain(400, body, { purpose: { ...GET, value: KEY } });
			expect(message + description).not.toContain(KEY.slice(0, 6));
		}
	});
});

describe('advice', () => {
	test.each<[number, unknown, RegExp]>([
		[400, { detail: 'Invalid contact_id' }, /^Check 'Contact'\. \(HTTP 400\)$/],
		[400, { detail: 'Invalid organization_id' }, /^Check 'Organization'\./],
		[400, { detail: 'Invalid cursor' }, /^HyperRep no longer accepts its own cursor/],
		[422, { detail: [{ loc: ['query', 'cursor'], msg: 'no' }] }, /^HyperRep no longer accepts/],
		[422, { detail: [{ loc: ['body', 'email', 'cursor'], msg: 'no' }] }, /Check 'Email'\./],
		[401, { detail: 'Sign in' }, /check the API Key/],
		[402, { message: 'Payment required' }, /plan|subscription/],
		[
			403,
			{ detail: 'API Key has expired' },
			/check the API Key: it must be active, and not expired/,
		],
		[404, { detail: 'Contact not found' }, /^Check 'Contact': it may have been deleted/],
		[404, { detail: 'Gone for good' }, /^Check 'Organization' and 'Contact': it may have been/],
		[408, {}, /did not receive the request in time/],
		[409, { detail: 'A contact with this email already exists' }, /conflicts.*Check 'Email'\./],
		[413, {}, /too large/],
		[422, { detail: [{ loc: ['body', 'email'], msg: 'no' }] }, /malformed\. Check 'Email'\./],
		// The place counts, not the words: a phone number is no email.
		[
			422,
			{ detail: [{ loc: ['body', 'phone_number'], msg: 'no email' }] },
			/Check 'Phone Number'\./,
		],
		[423, {}, /locked/],
		[429, {}, /too many requests/],
		[500, {}, /not working right now/],
		[503, { detail: 'Down for maintenance' }, /not working right now/],
	])('after %i %j', (status, body, advice) => {
		const { description } = explain(status, body);
		expect(description).toMatch(advice);
		expect(description).toContain(`(HTTP ${status})`);
		expect(description).not.toContain('Base URL');
	});

	test.each<[number, unknown]>([
		[404, { detail: 'Not Found' }],
		[404, '<html>nginx</html>'],
		[400, '<html>nginx</html>'],
		[405, { detail: 'Method Not Allowed' }],
		[418, {}],
		[403, '<html>Forbidden</html>'],
	])('after %i %j the address may be wrong', (status, body) => {
		expect(explain(status, body).description).toMatch(/check the Base URL/i);
	});

	test('after a 403 that HyperRep did not give, the key is not the first to check', () => {
		const { description } = explain(403, '<html>Forbidden</html>');
		expect(description).toMatch(
			/^A firewall or a proxy between n8n and HyperRep may have blocked the request/,
		);
		const { description: closed } = explain(403, { detail: 'No access to this organization' });
		expect(closed).toMatch(/have access to what is chosen in 'Organization'\./);
	});

	test('names a doubled path', () => {
		const { description } = explain(404, { detail: 'Not Found' }, { baseUrl: 'https://x/api/v2' });
		expect(description).toContain('it must not end in /api/v2');
	});

	test.each([
		['ada@example.com', 'An email is not an ID.'],
		['https://app.hyperrep.ai/contacts/7', 'A web address is not an ID.'],
		['Ada Abbott', 'A name is not an ID.'],
		['+1 (415) 555-0199', 'A phone number is not an ID.'],
	])('says the way out where %j stands in the place of an ID', (value, sentence) => {
		for (const [status, detail] of [
			[400, 'Invalid contact_id'],
			[404, 'Contact not found'],
			[422, 'contact_id is badly formed'],
		] as const) {
			const { description } = explain(status, { detail }, { purpose: { ...GET, value } });
			expect(description).toContain(sentence);
			expect(description).toContain("find the contact with 'Get Many'");
		}
	});

	test('leaves out the labels where there are none', () => {
		const purpose = { doing: 'list the organizations', labels: new Map<string, string>() };
		for (const status of [400, 401, 402, 403, 404, 405, 409, 413, 418, 422, 423, 429, 500]) {
			const { message, description } = explain(status, {}, { purpose, path: ['organizations'] });
			expect(message).toBe(`Could not list the organizations: HTTP ${status}`);
			expect(description).not.toMatch(/''|Check \.|undefined/);
		}
	});

	test('names a conversation by its noun', () => {
		const labels = new Map([...LABELS, ['conversation_id', 'Conversation']]);
		const { description } = explain(
			404,
			{ detail: 'Conversation not found' },
			{ purpose: { ...GET, labels } },
		);
		expect(description).toMatch(/^Check 'Conversation':/);
	});
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { createServer, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { readBody } from '../../../nodes/HyperRep/api/sending/body';
import { failureOf } from '../../useStandIn';
import { close, listen, urlOf } from '../../../dev/standIn/loopback';
import { asNode, connect, CREATE, LIST } from '../connect';

let answer: (response: ServerResponse) => void;
let requests = 0;
let open = 0;

const server = createServer((request, response) => {
	requests++;
	open++;
	response.on('close', () => open--);
	request.resume();
	answer(response);
});

beforeAll(async () => await listen(server));
afterAll(async () => await close(server));
beforeEach(() => (requests = 0));

/** Waits until the node has let go of its connections. */
async function untilClosed(): Promise<void> {
	while (open > 0) await nextTurn();
}

test('a response that is announced too large is not read, and not requested again', async () => {
	answer = (response) => {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1e11 });
		response.write('{"data": [');
	};
	const client = await connect({ baseUrl: urlOf(server) });
	const failure = await failureOf(asNode(client.list({ path: ['contacts'], purpose: LIST })));
	expect(failure.message).toMatch(
		/^Could not list the contacts: the response from .* is too large$/,
	);
	expect(failure.description).toContain('more than 200 MB');
	expect(requests).toBe(1);
	await untilClosed();
	const create = client.create({ path: ['c'], body: {}, idField: 'id', purpose: CREATE });
	const doubt = await failureOf(asNode(create));
	expect(doubt.message).toMatch(/is too large\. The contact may have been created anyway$/);
	await untilClosed();
});

describe('a refusal whose body breaks off', () => {
	const breakOff = (response: ServerResponse, status: number) => {
		response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': 100 });
		response.write('{"detail": ', () => response.destroy());
	};
	const create = async () => {
		const client = await connect({ baseUrl: urlOf(server) }, { firstWait: 10 });
		return await asNode(
			client.create({ path: ['c'], body: {}, idField: 'contact_id', purpose: CREATE }),
		);
	};

	test('leaves no doubt', async () => {
		answer = (response) => breakOff(response, 422);
		expect((await failureOf(create())).message).toBe(
			'Could not create the contact "Bruno": HTTP 422',
		);
		expect(requests).toBe(1);
	});

	test('is a rate limit where it says so', async () => {
		answer = (response) => {
			if (requests < 3) breakOff(response, 429);
			else response.end('{"contact_id": "c"}');
		};
		expect(await create()).toEqual({ contact_id: 'c' });
	});

	test('leaves the doubt that its status leaves', async () => {
		answer = (response) => breakOff(response, 502);
		expect((await failureOf(create())).message).toMatch(/may have been created anyway$/);
		expect(requests).toBe(1);
	});
});

/** A stream as n8n hands it over. */
function streamOf(chunks: string[]) {
	let wasDestroyed = false;
	return {
		async *[Symbol.asyncIterator]() {
			for (const chunk of chunks) yield Buffer.from(chunk);
		},
		on: () => undefined,
		destroy: () => (wasDestroyed = true),
		get wasDestroyed() {
			return wasDestroyed;
		},
	};
}

const never = new AbortController().signal;

test('a response that turns out too large is not read on', async () => {
	const stream = streamOf(['12345', '67890', '1']);
	await expect(readBody(stream, {}, never, 10)).rejects.toMatchObject({ reason: 'tooLarge' });
	expect(stream.wasDestroyed).toBe(true);
});

test.each<[string, string[], unknown]>([
	['JSON', ['{"a"', ': "ä"}'], { a: 'ä' }],
	['JSON with a byte order mark', ['\ufeff{"a": 1}'], { a: 1 }],
	['text', ['too ', 'bad'], 'too bad'],
	['nothing', [], ''],
])('%s is read', async (_, chunks, body) => {
	expect(await readBody(streamOf(chunks), {}, never)).toEqual(body);
});

test.each<[string, BufferEncoding]>([
	['iso-8859-1', 'latin1'],
	['"windows-1252"', 'latin1'],
	['UTF-16LE', 'utf16le'],
	['utf-8', 'utf8'],
])('a body in the charset %s is read as such', async (charset, encoding) => {
	answer = (response) => {
		response.setHeader('Content-Type', `application/json; Charset=${charset}; v=1`);
		response.end(Buffer.from('{"name": "Müller"}', encoding));
	};
	const client = await connect({ baseUrl: urlOf(server) });
	expect(await client.getObject({ path: ['x'], purpose: LIST })).toEqual({ name: 'Müller' });
});

test('a charset that nobody knows is named', async () => {
	answer = (response) => {
		response.setHeader('Content-Type', 'application/json; charset=klingon');
		response.end('{"contact_id": "c"}');
	};
	const client = await connect({ baseUrl: urlOf(server) });
	const create = { path: ['c'], body: {}, idField: 'contact_id', purpose: CREATE };
	const failure = await failureOf(asNode(client.create(create)));
	expect(failure.message).toMatch(/cannot be read\. The contact may have been created anyway$/);
	expect(failure.description).toMatch(/n8n does not know its charset.* \(klingon\)$/);
	expect(requests).toBe(1);
});

test('a character that is cut in two is put together', async () => {
	const bytes = Buffer.from('"ä"');
	const stream = {
		...streamOf([]),
		async *[Symbol.asyncIterator]() {
			for (const byte of bytes) yield Buffer.from([byte]);
		},
	};
	expect(await readBody(stream, {}, never)).toBe('ä');
});

test('what is no stream is taken as it is', async () => {
	expect(await readBody({ a: 1 }, {}, never)).toEqual({ a: 1 });
});

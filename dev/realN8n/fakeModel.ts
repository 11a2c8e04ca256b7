/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node, not in n8n */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { close, listen, urlOf } from '../standIn/loopback';
import { MODEL_APIS, type ModelAnswer, type ModelRequest } from './modelApis';

type Answer = (request: ModelRequest) => ModelAnswer;

/**
 * A server on loopback that speaks OpenAI's APIs, in place of a chat model. It answers
 * each request with the next one of the answers that were given to it, so it always does the same.
 * The last answer can count for all that follow.
 */
export class FakeModel {
	/** Every request so far, and all of it as it came over the wire. */
	readonly requests: ModelRequest[] = [];
	readonly received: string[] = [];
	private answers: Answer[] = [];
	private lastAnswer?: Answer;
	private readonly server = createServer((message, response) => {
		void this.handle(message, response);
	});

	/** Starts it at a free port. */
	async start(): Promise<void> {
		await listen(this.server);
	}

	/** Stops it, and ends the connections that are still open. */
	async stop(): Promise<void> {
		await close(this.server);
	}

	/** What a credential for it has as its base URL. */
	get url(): string {
		return `${urlOf(this.server)}/v1`;
	}

	/** Forgets what it was asked, and answers what comes now with these, one after the other. */
	willAnswer(...answers: Answer[]): void {
		this.requests.length = 0;
		this.received.length = 0;
		this.answers = answers;
		this.lastAnswer = undefined;
	}

	/** Forgets what it was asked, and answers all that comes now in the same way. */
	willAlwaysAnswer(answer: Answer): void {
		this.willAnswer();
		this.lastAnswer = answer;
	}

	private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of message) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString('utf8');
		this.received.push(`${message.url}\n${message.rawHeaders.join('\n')}\n${body}`);
		const { status, answer } = this.answer(`${message.method} ${message.url}`, body);
		response.writeHead(status, { 'Content-Type': 'application/json' });
		response.end(JSON.stringify(answer));
	}

	private answer(target: string, body: string): { status: number; answer: unknown } {
		try {
			const api = MODEL_APIS[target];
			if (api === undefined) throw new Error(`unexpected: ${target}`);
			const request = api.read(JSON.parse(body));
			if (request.stream === true) throw new Error('this model does not stream');
			this.requests.push(request);
			const next = this.answers.shift() ?? this.lastAnswer;
			if (next === undefined) throw new Error('no answer is left');
			return { status: 200, answer: api.write(next(request)) };
		} catch (error) {
			// Not a 5xx, which n8n would try again.
			return { status: 400, answer: { error: { message: String(error) } } };
		}
	}
}

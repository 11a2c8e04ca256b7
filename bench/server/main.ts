/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { Commands } from './commands';
import type { Call, Reply } from './server';

// The server's process: carries out what the bench calls, and ends with it.
const commands = new Commands();

process.on('message', (call: Call) => {
	void reply(call).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
// A Ctrl-C in the terminal reaches this process too; the bench ends it.
process.on('SIGINT', () => undefined);

async function reply({ number, name, argument }: Call): Promise<Reply> {
	try {
		const command = commands[name] as (argument: unknown) => unknown;
		return { number, result: await command.call(commands, argument) };
	} catch (error) {
		return { number, error: String(error) };
	}
}

import type { Watch } from '../dev/realN8n/watch';
import { expectSame, type Digest } from './checksum';
import type { Limit } from './limit';
import type { BenchN8n } from './n8n/benchN8n';
import type { MeasuredWorkflow, Target } from './n8n/workflows';
import type { Contender, Series } from './series';
import type { Server } from './server/server';
import type { Sizes } from './sizes';

/** What the works are measured with. */
export interface Lab {
	n8n: BenchN8n;
	server: Server;
	sizes: Sizes;
	watch: Watch;
}

/** What came out of measuring a work. */
export interface Findings {
	series: Series[];
	limits: Limit[];
}

export const PACKAGE = 'this package';
export const HTTP_REQUEST = 'HTTP Request';
export const BARE_LOOP = 'bare loop';

export function targetIn({ n8n, server }: Lab, organizationId: string): Target {
	return { credential: n8n.credential, baseUrl: server.url, organizationId };
}

/**
 * A contender whose work a workflow does. The time is that of its measured nodes, as n8n has
 * taken it: starting the run and whatever n8n does after it is the same for all.
 *
 * @param expected what has to come out; asked for after every run
 * @param prepare is not timed
 */
export async function workflowContender(
	{ n8n, server }: Lab,
	name: string,
	{ workflow, measured }: MeasuredWorkflow,
	expected: () => Promise<Digest>,
	prepare: () => Promise<unknown> = async () => undefined,
): Promise<Contender> {
	const saved = await n8n.add(workflow);
	return {
		name,
		async run() {
			await prepare();
			await server.call('cost');
			const { milliseconds, peakBytes, ...result } = await n8n.run(saved);
			const { mostInFlight } = await server.call('cost');
			expectSame(workflow.name, result, await expected());
			const sum = measured.reduce((total, node) => total + milliseconds[node], 0);
			return { milliseconds: sum, peakBytes, mostInFlight };
		},
	};
}

/** A contender whose work is done in the bench's own process. */
export function loopContender<T>(
	{ server }: Lab,
	name: string,
	work: () => Promise<T>,
	check: (result: T) => Promise<void>,
	prepare: () => Promise<unknown> = async () => undefined,
): Contender {
	return {
		name,
		async run() {
			await prepare();
			await server.call('cost');
			const began = performance.now();
			const result = await work();
			const milliseconds = performance.now() - began;
			const { mostInFlight } = await server.call('cost');
			await check(result);
			return { milliseconds, mostInFlight };
		},
	};
}

import type { SavedWorkflow } from '../../dev/realN8n/client';
import { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { N8nUnderTest } from './n8nUnderTest';

const PATIENCE = { seconds: 90, every: 1000 };

type Item = Record<string, unknown>;

/** What the executions hold of a workflow that starts when something happens. */
export class TriggerLog {
	/** Those that are over; they no longer change. */
	private readonly over = new Map<string, Execution>();

	/**
	 * @param trigger the name of the node
	 * @param keyOf names what an item is about
	 */
	constructor(
		private readonly n8n: N8nUnderTest,
		private readonly workflow: SavedWorkflow,
		private readonly trigger: string,
		private readonly keyOf: (item: Item) => string,
	) {}

	/** What it was started with, each as often as it was; the earliest execution comes first. */
	async keys(): Promise<string[]> {
		const executions = await this.executions();
		executions.sort((a, b) => Number(a.id) - Number(b.id));
		return executions.flatMap((execution) => execution.itemsOf(this.trigger).map(this.keyOf));
	}

	/** Why polls failed, one reason for each that did. */
	async errors(): Promise<string[]> {
		const failed = (await this.executions()).filter(({ status }) => status === 'error');
		return failed.map(({ error }) => error ?? 'without a reason');
	}

	/** Waits until it was started with each of these. */
	async waitForAll(keys: readonly string[]): Promise<void> {
		let missing = keys;
		await waitFor(
			'the trigger to start the workflow',
			async () => {
				const started = new Set(await this.keys());
				missing = keys.filter((key) => !started.has(key));
				return missing.length === 0 ? true : undefined;
			},
			PATIENCE,
		).catch((error: Error) => {
			throw new Error(
				`${error.message}, ${missing.length} are missing: ${missing.slice(0, 10).join(', ')}`,
			);
		});
	}

	/** Waits until a poll has failed with this reason. */
	async waitForError(reason: RegExp): Promise<void> {
		let errors: string[] = [];
		await waitFor(
			`a poll to fail with ${reason}`,
			async () => (errors = await this.errors()).find((error) => reason.test(error)),
			PATIENCE,
		).catch((error: Error) => {
			throw new Error(`${error.message}, but: ${errors.join('; ')}`);
		});
	}

	private async executions(): Promise<Execution[]> {
		const { client } = this.n8n;
		for (const { id } of await client.latestExecutions(this.workflow)) {
			if (this.over.has(id)) continue;
			const execution = await client.execution(id);
			if (execution.isOver) this.over.set(id, execution);
		}
		return [...this.over.values()];
	}
}

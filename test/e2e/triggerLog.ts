import type { SavedWorkflow } from '../../dev/realN8n/client';
import { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { N8nUnderTest } from './n8nUnderTest';

const PATIENCE = { seconds: 90, every: 500 };

/** What the executions of a workflow that starts on new contacts hold. */
export class TriggerLog {
	/** Those that are over; they no longer change. */
	private readonly over = new Map<string, Execution>();

	constructor(
		private readonly n8n: N8nUnderTest,
		private readonly workflow: SavedWorkflow,
		private readonly trigger: string,
	) {}

	/** The IDs of all contacts that it was started with, one as often as it was. */
	async contactIds(): Promise<string[]> {
		const executions = await this.executions();
		return executions
			.flatMap((execution) => execution.itemsOf(this.trigger))
			.map((contact) => String(contact.contact_id));
	}

	/** Why polls failed, one reason for each that did. */
	async errors(): Promise<string[]> {
		const failed = (await this.executions()).filter(({ status }) => status === 'error');
		return failed.map(({ error }) => error ?? 'without a reason');
	}

	/** Waits until it was started with each of these contacts. */
	async waitForContacts(ids: readonly string[]): Promise<void> {
		let missing = ids;
		await waitFor(
			'the trigger to start the workflow',
			async () => {
				const started = new Set(await this.contactIds());
				missing = ids.filter((id) => !started.has(id));
				return missing.length === 0 ? true : undefined;
			},
			PATIENCE,
		).catch((error: Error) => {
			throw new Error(
				`${error.message}, ${missing.length} contacts missing: ${missing.join(', ')}`,
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

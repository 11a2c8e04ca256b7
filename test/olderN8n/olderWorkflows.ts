import type { N8nClient, SavedWorkflow } from '../../dev/realN8n/client';
import type { Execution } from '../../dev/realN8n/execution';
import { waitFor } from '../../dev/realN8n/watch';
import type { Workflow } from '../../dev/realN8n/workflow';

const SECONDS_TO_RUN = 60;

/**
 * Workflows through the REST endpoints as n8n 1 and the first n8n 2 have them; they have changed
 * since.
 */
export class OlderWorkflows {
	constructor(
		private readonly client: N8nClient,
		private readonly major: number,
	) {}

	async save(workflow: Workflow): Promise<SavedWorkflow> {
		return await this.client.send('POST', '/workflows', { ...workflow, active: false });
	}

	/** Runs a workflow from its node `Start`; the workflow itself has to be sent along. */
	async run(workflow: SavedWorkflow): Promise<Execution> {
		const { executionId } = await this.client.send<{ executionId: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: 'Start' } },
		);
		const look = async () => {
			const execution = await this.client.execution(executionId);
			return isWritten(execution) ? execution : undefined;
		};
		return await waitFor(`the end of "${workflow.name}"`, look, { seconds: SECONDS_TO_RUN });
	}

	/** Activates a workflow: the answer comes after its trigger's first poll. */
	async activate({ id, versionId }: SavedWorkflow): Promise<void> {
		if (this.major === 1) {
			await this.client.send('PATCH', `/workflows/${id}`, { active: true, versionId });
		} else {
			await this.client.send('POST', `/workflows/${id}/activate`, { versionId });
		}
	}
}

/** n8n 1 says that an execution is over shortly before it writes down what came out. */
export function isWritten({ isOver, nodesThatRan }: Execution): boolean {
	return isOver && nodesThatRan.length > 0;
}

import type { N8nClient } from '../dev/realN8n/client';
import type { Workflow } from '../dev/realN8n/workflow';

const TABLE_TYPE = 'n8n-nodes-base.dataTable';
const COLUMNS = ['sale_id', 'accepted_at', 'total', 'currency'];

/** Makes the data table that the note of the example accepted-sales asks for, and chooses it. */
export async function withSalesTable(client: N8nClient, workflow: Workflow): Promise<Workflow> {
	const project = await client.send<{ id: string }>('GET', '/projects/personal');
	const columns = COLUMNS.map((name) => ({ name, type: 'string' }));
	const name = 'Accepted sales';
	const path = `/projects/${project.id}/data-tables`;
	const { id } = await client.send<{ id: string }>('POST', path, { name, columns });
	const dataTableId = { __rl: true, mode: 'list', value: id, cachedResultName: name };
	const nodes = workflow.nodes.map((node) =>
		node.type === TABLE_TYPE ? { ...node, parameters: { ...node.parameters, dataTableId } } : node,
	);
	return { ...workflow, nodes };
}

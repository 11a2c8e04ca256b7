/** A node of a workflow, as n8n exports it. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	/** Switched off: it hands on what comes in. */
	disabled?: boolean;
	onError?: string;
	retryOnFail?: boolean;
	maxTries?: number;
	/** In milliseconds. */
	waitBetweenTries?: number;
}

/** A workflow, as n8n exports it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
	/** What nodes put out in place of what they would, by their names. */
	pinData?: Record<string, unknown>;
}

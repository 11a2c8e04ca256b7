import { parse } from 'flatted';

interface NodeRun {
	error?: { message: string };
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

interface RunData {
	resultData: { error?: { message: string }; runData: Record<string, NodeRun[]> };
}

const OVER = ['success', 'error', 'crashed', 'canceled'];

/** One run of a workflow, as n8n has recorded it. */
export class Execution {
	readonly id: string;
	readonly status: string;
	private readonly data: RunData;

	/** @param record what n8n's REST endpoint answers; without data while nothing has run yet */
	constructor(record: { id: string; status: string; data?: string }) {
		this.id = record.id;
		this.status = record.status;
		// n8n 1 has a text there that holds nothing, while it has written nothing.
		const data = record.data ? (parse(record.data) as RunData | undefined) : undefined;
		this.data = data ?? { resultData: { runData: {} } };
	}

	/** Whether it has ended, no matter how. */
	get isOver(): boolean {
		return OVER.includes(this.status);
	}

	/** Why it failed, in n8n's words. */
	get error(): string | undefined {
		const { error, runData } = this.data.resultData;
		const runs = Object.values(runData).flat();
		return (error ?? runs.find((run) => run.error)?.error)?.message;
	}

	/** The names of the nodes that ran. */
	get nodesThatRan(): string[] {
		return Object.keys(this.data.resultData.runData);
	}

	/** What a node put out at its first output, in all its runs. */
	itemsOf(node: string): Array<Record<string, unknown>> {
		const runs = this.data.resultData.runData[node] ?? [];
		return runs.flatMap((run) => (run.data?.main?.[0] ?? []).map(({ json }) => json));
	}
}

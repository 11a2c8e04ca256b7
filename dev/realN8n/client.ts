import { randomUUID } from 'node:crypto';

import { Execution } from './execution';
import type { Owner } from './owner';
import { waitFor } from './watch';
import type { Workflow } from './workflow';

const SECONDS_A_REQUEST = 60;
const SECONDS_TO_PUBLISH = 60;
/** How many executions n8n lists at once. */
const MAX_EXECUTIONS = 100;

/** A credential that n8n has saved. */
export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** What n8n knows about a workflow that it has saved. */
export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
}

/** An execution in n8n's table of them, without what came out. */
export interface ExecutionRow {
	id: string;
	status: string;
}

interface PublicationStatus {
	status: 'in_progress' | 'published' | 'failed';
	triggers: Array<{ errorMessage?: string | null }>;
}

/**
 * What n8n's editor does, over the same REST endpoints. Every method throws an Error with the
 * request, the status and n8n's own words when n8n refuses.
 */
export class N8nClient {
	// n8n accepts its cookie only from the browser that signed in.
	private readonly browserId = randomUUID();
	private cookie = '';

	constructor(
		private readonly url: string,
		private readonly signal?: AbortSignal,
	) {}

	/** Creates the owner of a fresh n8n, and signs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.send('POST', '/owner/setup', owner);
	}

	/** Signs in, for an n8n that has an owner. */
	async signIn({ email, password }: Owner): Promise<void> {
		await this.send('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Saves a new credential. */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<Credential> {
		const { id } = await this.send<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name, type };
	}

	/** n8n's test of a credential that is or would be saved with this data. */
	async testCredential(
		credential: Credential,
		data: Record<string, unknown>,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.send('POST', '/credentials/test', { credentials: { ...credential, data } });
	}

	/** Saves a new workflow. */
	async createWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		return await this.send('POST', '/workflows', workflow);
	}

	/**
	 * Activates a workflow and waits until its trigger is at work.
	 *
	 * @throws Error with the trigger's own words when it does not start
	 */
	async activate({ id, versionId, name }: SavedWorkflow): Promise<void> {
		await this.send('POST', `/workflows/${id}/activate`, { versionId });
		await waitFor(
			`n8n to activate "${name}"`,
			async () => {
				const { status, triggers } = await this.send<PublicationStatus>(
					'GET',
					`/workflows/${id}/publication-status`,
				);
				if (status === 'failed') {
					const reasons = triggers.map(({ errorMessage }) => errorMessage ?? '').join(' ');
					throw new Error(`n8n could not activate "${name}". ${reasons}`);
				}
				return status === 'published' ? true : undefined;
			},
			{ seconds: SECONDS_TO_PUBLISH, signal: this.signal },
		);
	}

	/** Deactivates a workflow. */
	async deactivate({ id }: SavedWorkflow): Promise<void> {
		await this.send('POST', `/workflows/${id}/deactivate`, {});
	}

	/**
	 * Runs a saved workflow from its manual trigger and waits for the end.
	 *
	 * @param seconds how long it may take
	 */
	async run(workflow: SavedWorkflow, trigger: string, seconds: number): Promise<Execution> {
		const id = await this.start(workflow, trigger);
		return await this.waitForEnd(id, seconds, `"${workflow.name}"`);
	}

	/** Starts a saved workflow from its manual trigger; returns the execution's ID. */
	async start({ id }: SavedWorkflow, trigger: string): Promise<string> {
		const { executionId } = await this.send<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/**
	 * Waits for the end of an execution.
	 *
	 * @param what it is, for the error
	 */
	async waitForEnd(
		id: string,
		seconds: number,
		what: string = `execution ${id}`,
	): Promise<Execution> {
		const look = async () => {
			const execution = await this.execution(id);
			return execution.isOver ? execution : undefined;
		};
		return await waitFor(`the end of ${what}`, look, { seconds, signal: this.signal });
	}

	/** One execution as it is now, with what came out. */
	async execution(id: string): Promise<Execution> {
		return new Execution(await this.send('GET', `/executions/${id}`));
	}

	/** The latest executions of a workflow, newest first: as many as n8n lists at once. */
	async latestExecutions({ id }: SavedWorkflow): Promise<ExecutionRow[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await this.send<{ results: ExecutionRow[] }>(
			'GET',
			`/executions?limit=${MAX_EXECUTIONS}&filter=${filter}`,
		);
		return results;
	}

	/** Those of a workflow's latest executions that are over, newest first, with what came out. */
	async executionsOf(workflow: SavedWorkflow): Promise<Execution[]> {
		const rows = await this.latestExecutions(workflow);
		const executions = await Promise.all(rows.map(async ({ id }) => await this.execution(id)));
		return executions.filter(({ isOver }) => isOver);
	}

	/**
	 * One request to n8n, for all that has no method of its own.
	 *
	 * @param path below `/rest`
	 * @returns the answer's `data`
	 */
	async send<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, `/rest${path}`, body);
		const text = await response.text();
		if (!response.ok) {
			throw new Error(
				`n8n answered ${method} ${path} with ${response.status}: ${readMessage(text)}`,
			);
		}
		const cookie = response.headers.getSetCookie().find((each) => each.startsWith('n8n-auth='));
		if (cookie !== undefined) [this.cookie = ''] = cookie.split(';');
		return (JSON.parse(text) as { data: T }).data;
	}

	/** One request to n8n, signed in. Returns any answer, refusals too. */
	async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const timeout = AbortSignal.timeout(SECONDS_A_REQUEST * 1000);
		return await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.browserId,
				cookie: this.cookie,
				// A connection that is kept may be closed by a busy n8n at the moment it is used again.
				connection: 'close',
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: this.signal ? AbortSignal.any([this.signal, timeout]) : timeout,
		});
	}
}

/** What a refusal says, without the stack that n8n adds. */
function readMessage(text: string): string {
	try {
		return (JSON.parse(text) as { message?: string }).message ?? text;
	} catch {
		return text; // a proxy's page, or nothing
	}
}

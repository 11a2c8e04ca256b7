import { createHash } from 'node:crypto';

import { jsonParse, type IDataObject, type IPollFunctions } from 'n8n-workflow';

/** Changes whenever older state can no longer be understood. */
const VERSION = 5;

/** The name of the state in the node's static data. */
const KEY = 'state';

/** The state of one event in one scope, as it is saved. */
export interface SavedState {
	/** The event, the organization and the start that it belongs to. */
	scope: string;
	/** The organization that was found where none was chosen. */
	organization: string;
	/** Which beginning it goes back to, and how often it was stored since. */
	lineage: string;
	revision: number;
	/** What the event remembers. */
	data: unknown;
}

/** The state of a beginning, and the saved text that it takes the place of. */
interface Beginning {
	place: string;
	state: SavedState;
}

/** The trigger's state in the static data of its node: one text, with a version and a check. */
export class StateStore {
	/** Writes to n8n's log. */
	readonly log: (message: string) => void;

	constructor(
		private readonly context: IPollFunctions,
		readonly scope: string,
	) {
		const place = `node "${context.getNode().name}" in workflow "${context.getWorkflow().name ?? ''}"`;
		this.log = (message) => context.logger.warn(`HyperRep: ${message} (${place})`);
	}

	/**
	 * Loads the saved state. A damaged one is logged.
	 *
	 * @returns `undefined` where there is none for this scope, or where it is damaged
	 */
	load(): SavedState | undefined {
		const { text } = this;
		if (text === undefined) return undefined;
		const state = read<SavedState>(text);
		if (state === undefined) {
			this.log('The state of the trigger is damaged, or of another version. It begins again.');
		}
		return state?.scope === this.scope ? state : undefined;
	}

	/** Saves a state. n8n might not notice if the saved text were changed in place, so it is assigned. */
	save(state: SavedState): void {
		this.staticData[KEY] = withCheck(JSON.stringify(state));
	}

	/**
	 * Keeps the state of a beginning with the workflow too. n8n's durable scheduler throws away what an
	 * activation's poll leaves in the node's static data, and saves what it leaves in the workflow's.
	 */
	saveBeginning(state: SavedState): void {
		const json = JSON.stringify({ place: this.place, state } satisfies Beginning);
		this.workflowData[this.beginningKey] = withCheck(json);
	}

	/** The state of a beginning, as long as no poll after it has saved its own. */
	loadBeginning(): SavedState | undefined {
		const beginning = read<Beginning>(this.workflowData[this.beginningKey]);
		const { scope, place } = this;
		return beginning?.place === place && beginning.state.scope === scope
			? beginning.state
			: undefined;
	}

	/**
	 * Forgets the beginning, once something has come out since: a later poll that finds no state, as after
	 * the node was renamed, must not go back to it.
	 */
	forgetBeginning(): void {
		const { workflowData, beginningKey } = this;
		if ((workflowData[beginningKey] ?? null) !== null) workflowData[beginningKey] = null;
	}

	/** The state as it stands in the static data, no matter what it belongs to. */
	get text(): unknown {
		return this.staticData[KEY] ?? undefined;
	}

	/** n8n's own object. It is another one after each activation, and in newer n8n in each poll. */
	get staticData(): IDataObject {
		return this.context.getWorkflowStaticData('node');
	}

	private get workflowData(): IDataObject {
		return this.context.getWorkflowStaticData('global');
	}

	private get beginningKey(): string {
		return `hyperRepTrigger ${this.context.getNode().id}`;
	}

	/** Tells the saved text from every other one. */
	private get place(): string {
		const { text } = this;
		return typeof text === 'string' ? check(text) : '';
	}
}

const withCheck = (json: string) => `${VERSION}.${check(json)}.${json}`;

function read<T>(text: unknown): T | undefined {
	if (typeof text !== 'string') return undefined;
	const [version, sum, ...rest] = text.split('.');
	const json = rest.join('.');
	if (version !== String(VERSION) || sum !== check(json)) return undefined;
	return jsonParse<T>(json);
}

const check = (json: string) => createHash('sha256').update(json).digest('hex').slice(0, 12);

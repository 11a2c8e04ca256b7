import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { readIdentifier } from '../input/identifier';
import { toNodeError } from '../errors/toNodeError';
import { HyperRepClient } from '../api/HyperRepClient';
import { begin } from './begin';
import { contactSource } from './contactSource';
import { settle } from './newContacts';
import { readNew } from './readNew';
import { recentContact } from './recentContact';
import type { Contact } from './source';
import { readStart } from './startFrom';
import { emptyState, readState, toSaved, type State } from './state';

/** What a poll may take where n8n does not say, in milliseconds: n8n's own default. */
const DEFAULT_BUDGET = 300_000;

/** The part of the budget within which pages are to be read. */
const READING_SHARE = 0.8;

/**
 * One poll of n8n's: reads the node's parameters, has the new contacts looked for, and stores the state.
 *
 * @returns the new contacts, oldest first, or `null` where there are none
 * @throws NodeApiError or NodeOperationError, leaving the state as it was
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const contacts = await findContacts(context);
		return contacts.length === 0
			? null
			: [contacts.map((json) => ({ json }) as INodeExecutionData)];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function findContacts(context: IPollFunctions): Promise<Contact[]> {
	const began = Date.now();
	const budget = readBudget(context);
	const organizationId = readIdentifier(context.getNodeParameter('organizationId'), 'Organization');
	const startFrom = context.getNodeParameter('startFrom', 'activation');
	const startDate = context.getNodeParameter('startDate', '');
	const start = readStart(startFrom, startDate, context.getTimezone());
	const settings = JSON.stringify([organizationId, startFrom, readRawDate(context, startFrom)]);

	const client = await HyperRepClient.connect(context, { until: began + budget });
	const source = contactSource(context, client, organizationId, began + budget);
	const store = new StateStore(context);
	const saved = store.load();
	const known = saved?.settings === settings ? saved : undefined;

	if (context.getMode() === 'manual') {
		const contact = await recentContact(source, known);
		if (contact === undefined) {
			throw new NodeOperationError(context.getNode(), 'The organization has no contacts yet', {
				description: 'Create a contact in HyperRep, then fetch the test event again.',
			});
		}
		return [contact];
	}
	if (known === undefined && start === undefined) {
		const fresh = await begin(source, settings, sleep);
		// Another poll may have begun meanwhile, and gone on since.
		const latest = store.load()?.settings;
		if (latest === saved?.settings || latest === undefined) store.save(fresh);
		return [];
	}
	const state = known ?? emptyState(settings, start ?? 0);
	const reading = await readNew(source, state, timer(began, budget * READING_SHARE));

	// From here on nothing waits: another poll of this node may have stored its state meanwhile.
	const latest = store.load();
	if (latest?.settings !== saved?.settings && latest?.settings !== settings) return [];
	const result = settle(latest?.settings === settings ? latest : state, reading);
	store.save(result.state);
	return result.contacts;
}

/** Says, page by page, whether there is no time left for one more like the longest so far. */
function timer(began: number, limit: number): () => boolean {
	let [before, longest] = [Date.now(), 0];
	return () => {
		const now = Date.now();
		longest = Math.max(longest, now - before);
		before = now;
		return now - began + longest > limit;
	};
}

/** The Start Date as it was entered: what an expression gives may change from poll to poll. */
function readRawDate(context: IPollFunctions, startFrom: unknown): unknown {
	if (startFrom !== 'date') return null;
	return context.getNodeParameter('startDate', '', { rawExpressions: true });
}

function readBudget(context: IPollFunctions): number {
	// Older n8n has no budget.
	const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number };
	return getPollBudgetMs?.call(context) ?? DEFAULT_BUDGET;
}

/** The trigger's state in the static data of its node. */
class StateStore {
	constructor(private readonly context: IPollFunctions) {}

	load(): State | undefined {
		return readState(this.context.getWorkflowStaticData('node').contacts);
	}

	/** Assigned anew and not changed in place, which n8n might not notice. */
	save(state: State): void {
		this.context.getWorkflowStaticData('node').contacts = toSaved(state) as IDataObject;
	}
}

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Client } from '../api/Client';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import { withArticle, type RecordKind } from '../operations/RecordKind';
import { readId } from '../parameters/locator';
import { ORGANIZATION } from '../parameters/organization';
import { onlyOrganization } from '../resources/organization/organizations';
import { SERVES_FOR } from './searchList';

/** How long a list may take, in milliseconds: nobody waits longer. */
const MAX_WAIT = 30_000;

type ListMethod = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One search of a list in the panel: what is searched for, and where it resumes. */
export interface Search {
	context: ILoadOptionsFunctions;
	/** Not scoped to an organization. */
	client: Client;
	/** Empty if nothing is searched for. */
	filter: string;
	cursor: string | undefined;
}

/** Makes a list search method for n8n whose errors are shown in the panel. */
export function listMethod(search: (search: Search) => Promise<INodeListSearchResult>): ListMethod {
	return async function (filter = '', cursor = undefined) {
		try {
			return await search(await beginSearch(this, filter.trim(), cursor));
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

/** Begins a search with the credential that is chosen in the panel. */
export async function beginSearch(
	context: ILoadOptionsFunctions,
	filter = '',
	cursor?: string,
): Promise<Search> {
	const client = await Client.connect(context, { until: Date.now() + MAX_WAIT });
	return { context, client, filter, cursor };
}

/** The client of the organization that is currently chosen in the panel. */
export async function inChosenOrganization({ context, client, filter }: Search): Promise<Client> {
	const id = idInPanel(context, ORGANIZATION);
	if (id !== undefined) return client.inOrganization(id);
	// Further keystrokes send no request.
	const only = await onlyOrganization(client, filter === '' ? Infinity : 0, SERVES_FOR);
	return client.inOrganization(only.id, only.knownAs);
}

/** The record chosen in the panel that the list's records belong to. */
export function chosenInPanel({ context }: Search, kind: RecordKind): string {
	const id = idInPanel(context, { name: kind.parameter, label: kind.label });
	if (id !== undefined) return id;
	throw new InputError(
		`Choose ${withArticle(kind)} first`,
		`The list shows what belongs to it. Choose one in '${kind.label}'.`,
	);
}

function idInPanel(
	context: ILoadOptionsFunctions,
	{ name, label }: { name: string; label: string },
): string | undefined {
	const id = readId(context.getCurrentNodeParameter(name), label);
	if (id?.startsWith('=') !== true) return id;
	throw new InputError(
		`'${label}' is an expression, which has no value before the workflow runs`,
		`To see the list, choose a fixed value in '${label}' for now, or enter an ID here.`,
	);
}

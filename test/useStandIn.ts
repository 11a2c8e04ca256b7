import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { StandIn, type StandInOptions } from '../dev/standIn/server';
import type { Organization } from '../dev/standIn/store';
import { byId } from '../dev/n8n/locator';
import type { Setup } from '../dev/n8n/setup';

/** A stand-in with one organization, fresh for each test. */
export interface Fixture {
	standIn: StandIn;
	organization: Organization;
	/** The setup of a node that works in this organization. */
	setup(parameters?: INodeParameters): Setup;
	/** The setup of the action node for an operation on contacts. */
	contact(operation: string, parameters?: INodeParameters): Setup;
	/** What was sent, without the part of the path that all requests share. */
	sent(): Array<{ method: string; path: string; query: Record<string, string>; body: unknown }>;
}

/** Starts it before each test. A test fails whose requests or responses HyperRep's API does not know. */
export function useStandIn(options: StandInOptions = {}): Fixture {
	const fixture = {
		setup: (parameters: INodeParameters = {}): Setup => ({
			baseUrl: fixture.standIn.url,
			parameters: { organizationId: byId(organizationId()), ...parameters },
		}),
		contact: (operation: string, parameters: INodeParameters = {}) =>
			fixture.setup({ resource: 'contact', operation, ...parameters }),
		sent: () =>
			fixture.standIn.requests.map(({ method, path, query, body }) => ({
				method,
				path: path.replace('/api/v2/organizations', ''),
				query,
				body,
			})),
	} as Fixture;
	const organizationId = () => fixture.standIn.idOf('organization', fixture.organization);
	beforeEach(async () => {
		fixture.standIn = await new StandIn(options).start();
		fixture.organization = fixture.standIn.addOrganization('Acme Roofing');
	});
	afterEach(async () => {
		await fixture.standIn.stop();
	});
	return fixture;
}

/** The message, description, HTTP status and item of what a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<{
	message: string;
	description: string;
	httpCode?: string;
	itemIndex?: number;
	failure?: IDataObject;
	type: string;
	/** All that n8n would show, save or log of it. */
	everything: string;
}> {
	const error = await promise.then(
		(value) => {
			throw new Error(`It did not fail, but gave ${JSON.stringify(value)?.slice(0, 200)}`);
		},
		(reason: unknown) => reason as Error & { context?: { itemIndex?: number } },
	);
	const { message, description, httpCode, failure } = error as Error & {
		description: string;
		httpCode?: string;
		failure?: IDataObject;
	};
	return {
		message,
		description,
		httpCode: httpCode ?? undefined,
		failure,
		itemIndex: error.context?.itemIndex,
		type: error.constructor.name,
		everything: `${describe(error)}${describe(error.cause)}`,
	};
}

function describe(error: unknown): string {
	if (typeof error !== 'object' || error === null) return '';
	const own = Object.fromEntries(
		Object.getOwnPropertyNames(error).map((name) => [name, (error as IDataObject)[name]]),
	);
	return JSON.stringify(own, (_, value: unknown) =>
		value instanceof Error ? String(value) : value,
	);
}

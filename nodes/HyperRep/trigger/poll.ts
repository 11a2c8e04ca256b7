import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Client } from '../api/Client';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import { onlyOrganization } from '../resources/organization/organizations';
import { BEGINNING } from '../time/microseconds';
import { Budget } from './Budget';
import type { SavedState } from './SavedState';
import { readSettings, type Settings } from './settings';
import { StateStore } from './StateStore';
import { inTurn, type PollResult, type Start } from './Turn';

/**
 * One poll. It reads the parameters and the saved state, lets the event find what is new, and stores the next
 * state last. The first poll only begins, unless the user wants existing records, too.
 *
 * @returns the new records, oldest first, or `null` if there are none
 * @throws NodeApiError or NodeOperationError, leaving the state as it was
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		// Before the first await, since n8n may stop evaluating expressions as soon as another poll ends.
		const settings = readSettings(context);
		const { until, isTimeUp } = new Budget(context);
		const store = new StateStore(context, settings.scope);
		const { log } = store;

		const open = async (saved: SavedState | undefined) => {
			const root = await Client.connect(context, { until });
			const organization =
				settings.organization ?? saved?.organization ?? (await onlyOrganization(root)).id;
			const client = root.inOrganization(organization);
			return { organization, stream: settings.open({ client, until, isTimeUp, log }) };
		};

		if (context.getMode() === 'manual') {
			const { stream } = await open(store.saved);
			const [record] = await stream.recent(store.saved?.data);
			if (record !== undefined) return [[{ json: record }]];
			throw nothingToShow(settings);
		}

		const find = async ({ saved, isNow }: Start): Promise<PollResult> => {
			const { organization, stream } = await open(saved);
			const start = isNow ? undefined : settings.start;
			if (saved === undefined && start === undefined) {
				return { next: { organization, data: await stream.begin() }, records: [] };
			}
			const before = saved?.data ?? stream.startAt(start ?? BEGINNING);
			const { records, state } = await stream.poll(before);
			return { next: { organization, data: state }, records };
		};
		const { skipInactive } = settings;
		const records = await inTurn(context, store, { skipInactive, until }, find);
		return records.length > 0 ? [records.map((json) => ({ json }))] : null;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function nothingToShow({ plural, isNarrowed }: Settings): InputError {
	return isNarrowed
		? new InputError(
				`None of the recent ${plural} passes the filters`,
				'The test uses the most recent one that passes them. Try again when there is one, or change the filters.',
			)
		: new InputError(
				`The organization has no ${plural} yet`,
				'The test uses the most recent one. Try again when there is one.',
			);
}

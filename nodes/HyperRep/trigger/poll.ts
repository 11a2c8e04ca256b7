import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { Client } from '../api/Client';
import { InputError } from '../errors/InputError';
import { toNodeError } from '../errors/toNodeError';
import { onlyOrganization } from '../resources/organization/onlyOrganization';
import { BEGINNING } from '../time/microseconds';
import { Budget } from './Budget';
import { readSettings } from './settings';
import { StateStore } from './StateStore';
import { Turn } from './Turn';

/**
 * One poll of n8n's. It reads the parameters and the saved state, has the event find what is new, and stores
 * the next state last. The first poll only begins, unless the user wants what was there before, too.
 *
 * @returns the new records, oldest first, or `null` where there are none
 * @throws NodeApiError or NodeOperationError, leaving the state as it was
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		// Before the first await, since n8n may take expressions away as soon as another poll ends.
		const settings = readSettings(context);
		const budget = new Budget(context);
		const isTest = context.getMode() === 'manual';
		const store = new StateStore(context, settings.scope);
		const turn = new Turn(context, store, { skipInactive: settings.skipInactive && !isTest });
		if (!isTest && turn.isOutdated) return null;
		const { saved } = turn;

		const root = await Client.connect(context, { until: budget.until });
		const organization =
			settings.organization ?? saved?.organization ?? (await onlyOrganization(root));
		const stream = settings.open({
			client: root.inOrganization(organization),
			until: budget.until,
			isTimeUp: budget.isTimeUp,
			log: store.log,
		});

		if (isTest) {
			const record = await stream.recent(saved?.data);
			if (record !== undefined) return [[{ json: record }]];
			throw new InputError(
				`The organization has no ${settings.plural} yet`,
				'The test shows the most recent one. Try again when there is one.',
			);
		}
		if (saved === undefined && settings.start === undefined) {
			turn.handOver({ organization, data: await stream.begin() }, 0);
			return null;
		}
		const before = saved?.data ?? stream.startAt(settings.start ?? BEGINNING);
		const { records, state } = await stream.poll(before);
		const isOurs = turn.handOver({ organization, data: state }, records.length);
		return isOurs && records.length > 0 ? [records.map((json) => ({ json }))] : null;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

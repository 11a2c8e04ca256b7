import { getMany } from '../../operations/getMany';
import { narrowedBy } from '../../operations/Narrowing';
import { dateRange } from '../../parameters/dateRange';
import type { Resource } from '../Resource';
import { responseDraftKind } from './kind';
import { upsert } from './upsert';

const dates = narrowedBy({
	filters: { dates: dateRange('response drafts') },
	query: (values) => values.dates,
});

export const responseDraft: Resource = {
	option: {
		name: 'Response Draft',
		value: 'responseDraft',
		description: 'A reply in a conversation',
	},
	operations: [upsert, getMany(responseDraftKind, dates)],
	defaultOperation: 'upsert',
};

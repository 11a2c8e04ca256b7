import type { IDataObject } from 'n8n-workflow';

import { auditLogKind } from '../../resources/auditLog/kind';
import { isObject } from '../../values/objects';
import { listedBy, type Listed } from '../list/listOf';
import { scanStream } from '../scan/stream';
import type { PollRun } from '../TriggerEvent';

/** The audit log, which HyperRep filters exactly by `occurred_at`. */
export const auditLogStream = (run: PollRun, listed: Pick<Listed, 'plural'> & Partial<Listed>) =>
	scanStream(run, { ...listedBy(auditLogKind, 'occurred_at'), dates: 'exact', ...listed });

/** The changes of the status in an entry of the audit log, as records of their own. */
export function statusChangesOf(entry: IDataObject) {
	const { audit_log_id, occurred_at, record, changes } = entry;
	const sale = isObject(record) && record.type === 'sale' ? record.id : undefined;
	if (typeof sale !== 'string' || !Array.isArray(changes)) return [];
	return changes
		.filter(isObject)
		.filter(({ field, from, to }) => field === 'status' && from !== to)
		.map(({ from = null, to = null }, n) => ({
			audit_log_id: typeof audit_log_id === 'string' ? `${audit_log_id} ${n}` : null,
			sale_id: sale,
			status_change: { from, to, occurred_at },
			occurred_at,
		}));
}

import { auditLogKind } from '../../resources/auditLog/kind';
import type { Listed } from '../list/listOf';
import { scanStream } from '../scan/stream';
import type { Run } from '../TriggerEvent';

/** The audit log, which HyperRep narrows exactly by `occurred_at`. */
export function auditLogStream(run: Run, listed: Omit<Listed, 'kind' | 'dates'>) {
	const kind = { ...auditLogKind, atField: 'occurred_at' };
	return scanStream(run, { ...listed, kind, dates: 'exact' });
}

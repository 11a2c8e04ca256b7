import { auditLogKind } from '../../resources/auditLog/kind';
import type { Listed } from '../list/listOf';
import { scanStream } from '../scan/stream';
import type { Run } from '../TriggerEvent';

const { noun, path, idField } = auditLogKind;

/** The audit log, which HyperRep narrows exactly by `occurred_at`. */
export function auditLogStream(
	run: Run,
	{ plural, query, expand, isWanted }: Partial<Listed> & { plural: string },
) {
	return scanStream(run, {
		kind: { noun, idField, atField: 'occurred_at' },
		path: [path],
		plural,
		query,
		expand,
		isWanted,
		dates: 'exact',
	});
}

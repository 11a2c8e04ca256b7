import type { RecordKind } from '../../operations/RecordKind';

export const auditLogKind: RecordKind = {
	noun: 'audit log entry',
	plural: 'audit log entries',
	label: 'Audit Log Entry',
	path: 'audit-logs',
	idField: 'audit_log_id',
	parameter: 'auditLogId',
	dateFields: ['occurred_at'],
};

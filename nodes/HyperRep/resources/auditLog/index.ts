import { getById } from '../../operations/getById';
import { getMany } from '../../operations/getMany';
import type { Resource } from '../Resource';
import { auditLogFilters } from './filters';
import { auditLogKind } from './kind';

export const auditLog: Resource = {
	option: { name: 'Audit Log', value: 'auditLog' },
	operations: [getById(auditLogKind), getMany(auditLogKind, auditLogFilters)],
};

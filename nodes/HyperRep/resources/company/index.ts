import { getById } from '../getById';
import { getMany } from '../getMany';
import type { Resource } from '../Resource';
import { create } from './create';
import { companyKind } from './kind';

export const company: Resource = {
	option: { name: 'Company', value: 'company' },
	operations: [create, getById(companyKind), getMany(companyKind)],
	defaultOperation: 'getAll',
};

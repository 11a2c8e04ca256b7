import { pagingFields } from '../../fields/paging';
import { readLimit } from '../../input/limit';
import type { Operation } from '../operation';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many contacts',
		description: 'Get many contacts of an organization',
	},
	fields: pagingFields,
	async execute({ client, organizationId, parameters }) {
		return await client.list({
			path: ['organizations', organizationId, 'contacts'],
			limit: readLimit(parameters),
			purpose: {
				doing: 'list the contacts of the organization',
				value: organizationId,
				parameters: ['Organization'],
			},
		});
	},
};

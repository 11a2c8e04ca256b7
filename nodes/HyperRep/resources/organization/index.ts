import { paging } from '../../parameters/paging';
import { operation } from '../Operation';
import type { Resource } from '../Resource';

const getMany = operation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many organizations',
		description: 'Retrieve the organizations that the API key reaches',
	},
	parameters: { limit: paging },
	needsOrganization: false,
	async execute({ client, values, purpose }) {
		const organizations = await client.getUnpaged({
			path: ['organizations'],
			purpose: purpose('list the organizations'),
		});
		return organizations.slice(0, values.limit);
	},
});

export const organization: Resource = {
	option: { name: 'Organization', value: 'organization' },
	operations: [getMany],
	defaultOperation: 'getAll',
};

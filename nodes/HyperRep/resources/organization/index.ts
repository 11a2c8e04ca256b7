import { operation } from '../../operations/Operation';
import { paging } from '../../parameters/paging';
import type { Resource } from '../Resource';
import { listOrganizations } from './organizations';

const getMany = operation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many organizations',
		description: 'Retrieve the organizations that the API key has access to',
	},
	parameters: { limit: paging },
	needsOrganization: false,
	execute: async ({ client, values }) => (await listOrganizations(client)).slice(0, values.limit),
});

export const organization: Resource = {
	option: { name: 'Organization', value: 'organization' },
	operations: [getMany],
};

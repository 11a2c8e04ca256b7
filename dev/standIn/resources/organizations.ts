import type { Route } from '../router';

export const organizationRoutes: Route[] = [
	{
		method: 'GET',
		path: '/organizations',
		respond: (call) =>
			call.unpaged(
				call.organizations.map((organization) => ({
					organization_id: call.idOf('organization', organization.number),
					name: organization.name,
				})),
			),
	},
];

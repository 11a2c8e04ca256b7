import type { Route } from '../router';
import { agentRoutes } from './agents';
import { analyticsRoutes } from './analytics';
import { auditLogRoutes } from './auditLog';
import { companyRoutes } from './companies';
import { contactRoutes } from './contacts';
import { conversationRoutes } from './conversations';
import { messageDraftRoutes } from './messageDrafts';
import { messageRoutes } from './messages';
import { organizationRoutes } from './organizations';
import { responseDraftRoutes } from './responseDrafts';
import { saleRoutes } from './sales';

/** Every route of the API. */
export const routes: readonly Route[] = [
	...organizationRoutes,
	...contactRoutes,
	...companyRoutes,
	...agentRoutes,
	...conversationRoutes,
	...messageRoutes,
	...messageDraftRoutes,
	...responseDraftRoutes,
	...saleRoutes,
	...analyticsRoutes,
	...auditLogRoutes,
];

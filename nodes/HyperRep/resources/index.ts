import type { Operation } from '../operations/Operation';
import { agent } from './agent';
import { analytics } from './analytics';
import { auditLog } from './auditLog';
import { company } from './company';
import { contact } from './contact';
import { conversation } from './conversation';
import { message } from './message';
import { messageDraft } from './messageDraft';
import { organization } from './organization';
import type { Resource } from './Resource';
import { responseDraft } from './responseDraft';
import { sale } from './sale';

/** All resources. The node creator lists the actions in this order, so the most used ones are visible without scrolling. */
export const resources: Resource[] = [
	contact,
	responseDraft,
	conversation,
	messageDraft,
	message,
	company,
	sale,
	agent,
	analytics,
	auditLog,
	organization,
];

/** The resource of a new node. */
export const presetResource = contact.option.value;

/** Finds an operation by the values that a workflow saved. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

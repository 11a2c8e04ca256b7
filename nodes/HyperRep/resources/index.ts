import { contact } from './contact';
import type { Operation, Resource } from './operation';

/** All that the node can work with, in the order of the panel. */
export const resources: Resource[] = [contact];

/** Finds an operation by the values that a workflow saved. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

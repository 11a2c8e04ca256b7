import { contact } from './contact';
import type { Resource } from './operation';

/** All that the node can work with, in the order of the panel. */
export const resources: Resource[] = [contact];

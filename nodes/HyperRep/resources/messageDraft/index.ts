import type { Resource } from '../Resource';
import { create } from './create';

export const messageDraft: Resource = {
	option: {
		name: 'Message Draft',
		value: 'messageDraft',
		description: 'A first message to someone',
	},
	operations: [create],
	defaultOperation: 'create',
};

import * as n8nWorkflow from 'n8n-workflow';

import type { HyperRepTrigger } from '../../nodes/HyperRep/HyperRepTrigger.node';

type TriggerModule = typeof import('../../nodes/HyperRep/HyperRepTrigger.node');

/** The trigger as another process of n8n loads it, with nothing of what this one remembers. */
export function loadAgain(): HyperRepTrigger {
	let loaded: HyperRepTrigger | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		const path = '../../nodes/HyperRep/HyperRepTrigger.node';
		loaded = new (jest.requireActual<TriggerModule>(path).HyperRepTrigger)();
		jest.dontMock('n8n-workflow');
	});
	if (loaded === undefined) throw new Error('The trigger could not be loaded');
	return loaded;
}

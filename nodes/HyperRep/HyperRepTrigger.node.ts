import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { testHyperRepApi } from './api/credentialTest';
import { searchOrganizations } from './listSearch/organizations';
import { poll } from './trigger/poll';
import { fields, subtitle } from './trigger/settings';

export class HyperRepTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HyperRep Trigger',
		name: 'hyperRepTrigger',
		icon: { light: 'file:../../icons/hyperrep.svg', dark: 'file:../../icons/hyperrep.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Starts the workflow when something happens in HyperRep, such as a new message, record or sale status',
		defaults: { name: 'HyperRep Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hyperRepApi', required: true, testedBy: 'testHyperRepApi' }],
		properties: fields,
	};

	methods = {
		credentialTest: { testHyperRepApi },
		listSearch: { searchOrganizations },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}

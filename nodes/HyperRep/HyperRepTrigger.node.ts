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
		// n8n's search shows one entry for both nodes, with this description.
		description:
			'Work with contacts, conversations, drafts and sales in HyperRep, or start a workflow when something happens there',
		defaults: { name: 'HyperRep Trigger' },
		builderHint: {
			searchHint:
				'Starts a workflow by what happens in HyperRep, a shared inbox with a small CRM; the parameter event says what: a new contact, company, conversation or sale, a message that a customer wrote or that the team sent, a sale whose status changed, an entry of the audit log. Each record starts the workflow exactly once, so no Remove Duplicates node is needed. Messages, conversations and sales come with their contact. The parameter organizationId may stay empty if the API key has access to only one organization.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-hyperrep.hyperRep',
					relationHint:
						'Finds and creates contacts and companies, reads conversations, writes drafts',
				},
			],
		},
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

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testHyperRepApi } from './api/credentialTest';
import { sameForEachItem, unusedColumns, visibleTags } from './items/hints';
import { runItems } from './items/runItems';
import { listSearch, resourceMapping } from './listSearch';
import { properties, subtitle } from './resources/panel';

export class HyperRep implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HyperRep',
		name: 'hyperRep',
		icon: { light: 'file:../../icons/hyperrep.svg', dark: 'file:../../icons/hyperrep.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Work with the CRM, the shared inbox, drafts and sales of HyperRep',
		defaults: { name: 'HyperRep' },
		builderHint: {
			searchHint:
				"HyperRep is a shared inbox with a small CRM. For rows or forms use Contact → Find or Create (or Company → Find or Create) once for all items: it looks the person up itself, so no Get Many for each row, no If and no Remove Duplicates. To look somebody up without creating anything use Contact → Find. Before a prompt for a model, Conversation → Get Transcript gives all messages as one text, with the customer's name if options.includeContact is on. A reply in a conversation is Response Draft → Create or Update, a first message to somebody Message Draft → Create; both wait for a person unless sendNow is on. The parameter organizationId may stay empty if the API key has access to only one organization.",
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-hyperrep.hyperRepTrigger',
					relationHint:
						'Starts the workflow on new messages, contacts, companies, conversations and sale changes',
				},
			],
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hyperRepApi', required: true, testedBy: 'testHyperRepApi' }],
		hints: [...sameForEachItem, unusedColumns, ...visibleTags],
		properties,
	};

	methods = {
		credentialTest: { testHyperRepApi },
		listSearch,
		resourceMapping,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this);
	}
}

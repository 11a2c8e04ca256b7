import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { dateField } from './fields/date';
import { organizationField } from './fields/organization';
import { searchOrganizations } from './listSearch/organizations';
import { testHyperRepApi } from './api/credentialTest';
import { poll } from './trigger/poll';

export class HyperRepTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HyperRep Trigger',
		name: 'hyperRepTrigger',
		icon: { light: 'file:../../icons/hyperrep.svg', dark: 'file:../../icons/hyperrep.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when a contact is created in HyperRep',
		defaults: { name: 'HyperRep Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hyperRepApi', required: true, testedBy: 'testHyperRepApi' }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Contact Created',
						value: 'contactCreated',
						action: 'On new contact',
						description: 'When a contact was created, by whomever and however',
					},
				],
				default: 'contactCreated',
				description: 'What starts the workflow',
			},
			organizationField,
			{
				displayName: 'Start From',
				name: 'startFrom',
				type: 'options',
				options: [
					{
						name: 'Activation',
						value: 'activation',
						description: 'Contacts created after the workflow was first activated',
					},
					{
						name: 'All Contacts',
						value: 'all',
						description: 'All existing contacts once, then new ones',
					},
					{
						name: 'Date',
						value: 'date',
						description: 'Contacts created since a date once, then new ones',
					},
				],
				default: 'activation',
				description: 'Which contacts count as new. Changing it begins anew.',
			},
			dateField({
				displayName: 'Start Date',
				name: 'startDate',
				displayOptions: { show: { startFrom: ['date'] } },
				required: true,
				description: 'Contacts created from this date and time on',
			}),
		],
	};

	methods = {
		credentialTest: { testHyperRepApi },
		listSearch: { searchOrganizations },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { optionsField } from './fields/options';
import { organizationField } from './fields/organization';
import { sameForEachItem } from './items/hint';
import { searchCompanies } from './listSearch/companies';
import { searchContacts } from './listSearch/contacts';
import { searchCustomFields } from './listSearch/customFields';
import { searchOrganizations } from './listSearch/organizations';
import { resources } from './resources';
import { operationFields, operationList } from './resources/panel';
import { routeItems } from './items/runItems';
import { testHyperRepApi } from './api/credentialTest';

export class HyperRep implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HyperRep',
		name: 'hyperRep',
		icon: { light: 'file:../../icons/hyperrep.svg', dark: 'file:../../icons/hyperrep.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read and create contacts in HyperRep, and look into their conversations',
		defaults: { name: 'HyperRep' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hyperRepApi', required: true, testedBy: 'testHyperRepApi' }],
		hints: [sameForEachItem],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ option }) => option),
				default: 'contact',
			},
			...resources.map(operationList),
			organizationField,
			...resources.flatMap(operationFields),
			optionsField,
		],
	};

	methods = {
		credentialTest: { testHyperRepApi },
		listSearch: { searchCompanies, searchContacts, searchCustomFields, searchOrganizations },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await routeItems(this);
	}
}

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testHyperRepApi } from './api/credentialTest';
import { sameForEachItem, unusedColumns } from './items/hint';
import { runItems } from './items/runItems';
import { listSearch, resourceMapping } from './listSearch';
import { presetResource, resources } from './resources';
import { propertiesOf, subtitleOf } from './resources/panel';

export class HyperRep implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HyperRep',
		name: 'hyperRep',
		icon: { light: 'file:../../icons/hyperrep.svg', dark: 'file:../../icons/hyperrep.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Work with the CRM, the shared inbox, drafts and sales of HyperRep',
		defaults: { name: 'HyperRep' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hyperRepApi', required: true, testedBy: 'testHyperRepApi' }],
		hints: [...sameForEachItem, unusedColumns],
		properties: propertiesOf(resources, presetResource),
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

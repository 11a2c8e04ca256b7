import type { IAuthenticateGeneric, ICredentialType, INodeProperties } from 'n8n-workflow';

/** An API key of HyperRep. It is tested by the nodes (`nodes/HyperRep/transport/credentialTest.ts`). */
export class HyperRepApi implements ICredentialType {
	name = 'hyperRepApi';

	displayName = 'HyperRep API';

	icon = {
		light: 'file:../icons/hyperrep.svg',
		dark: 'file:../icons/hyperrep.dark.svg',
	} as const;

	documentationUrl = 'https://developer.hyperrep.ai/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The API key that HyperRep gave you. The HyperRep nodes send it to the base URL only.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.hyperrep.ai',
			placeholder: 'e.g. https://api.hyperrep.ai',
			description: 'Where the HyperRep API is. Change it only to go through a proxy of your own.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'X-API-KEY': '={{$credentials.apiKey}}',
			},
		},
	};
}

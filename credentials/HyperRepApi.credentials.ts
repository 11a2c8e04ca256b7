import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** An API key of HyperRep. The nodes test it (`nodes/HyperRep/api/credentialTest.ts`). */
export class HyperRepApi implements ICredentialType {
	name = 'hyperRepApi';

	displayName = 'HyperRep API';

	icon = {
		light: 'file:../icons/hyperrep.svg',
		dark: 'file:../icons/hyperrep.dark.svg',
	} as const;

	// This package's own page, as for the nodes; it links on to HyperRep's.
	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-hyperrep#credentials';

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
			description: 'The address of the HyperRep API. Change it only to use a proxy of your own.',
		},
	];

	/**
	 * Adds the key to a request. It is a function, not a template: n8n would evaluate a template for every
	 * request, in a sandbox that all polls of a workflow share and that is gone when the first one ends.
	 */
	authenticate: IAuthenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => {
		const key = typeof apiKey === 'string' ? apiKey.trim() : '';
		return { ...request, headers: { ...request.headers, 'X-API-KEY': key } };
	};
}

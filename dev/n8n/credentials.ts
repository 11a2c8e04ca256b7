import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { HyperRepApi } from '../../credentials/HyperRepApi.credentials';

/** What n8n does with credentials, without its database. */
export function credentialsHelper(data: ICredentialDataDecryptedObject): ICredentialsHelper {
	const helper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => data,
		preAuthentication: async () => undefined,
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => {
			const { authenticate } = new HyperRepApi();
			// n8n would evaluate a template as an expression, which takes its sandbox for each request.
			if (typeof authenticate !== 'function') throw new Error('It must be a function');
			return await authenticate(credentials, options);
		},
	};
	return helper as unknown as ICredentialsHelper;
}

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
			const { headers = {} } = new HyperRepApi().authenticate.properties;
			// n8n resolves the templates as expressions; ours name one field of the credential each.
			const resolved = Object.entries(headers).map(([name, template]) => [
				name,
				String(template).replace(/^=\{\{\$credentials\.(\w+)\}\}$/, (_, field: string) =>
					String(credentials[field]),
				),
			]);
			return { ...options, headers: { ...options.headers, ...Object.fromEntries(resolved) } };
		},
	};
	return helper as unknown as ICredentialsHelper;
}

import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	IExecuteData,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { HyperRepApi } from '../../credentials/HyperRepApi.credentials';

/** What n8n does with credentials, without its database. */
export function credentialsHelper(data: ICredentialDataDecryptedObject): ICredentialsHelper {
	const helper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async (
			_additionalData: IWorkflowExecuteAdditionalData,
			_credential: INodeCredentialsDetails,
			_type: string,
			mode: WorkflowExecuteMode,
			executeData?: IExecuteData,
			_isRaw?: boolean,
			item?: ICredentialsExpressionResolveValues,
		) =>
			// A poll and a list search have no item that the values could depend on.
			item === undefined
				? data
				: item.workflow.expression.getParameterValue(
						data as INodeParameters,
						item.runExecutionData,
						item.runIndex,
						item.itemIndex,
						item.node.name,
						item.connectionInputData,
						mode,
						{},
						executeData,
					),
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

import type { IExecuteFunctions } from 'n8n-workflow';

import { expressionIn, type ParameterSource } from '../parameters/Parameter';

/** The parameters of the node, with their expressions resolved for one input item. */
export function parametersOf(context: IExecuteFunctions, index: number): ParameterSource {
	return {
		get: (name) => context.getNodeParameter(name, index, null),
		expressionOf: (name) =>
			expressionIn(context.getNodeParameter(name, index, null, { rawExpressions: true })),
		input: context.getInputData()[index]?.json ?? {},
		timezone: context.getTimezone(),
	};
}

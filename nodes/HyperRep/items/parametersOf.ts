import type { IExecuteFunctions } from 'n8n-workflow';

import type { ParameterSource } from '../parameters/Parameter';

/** The parameters of the node, with their expressions resolved for one input item. */
export function parametersOf(context: IExecuteFunctions, index: number): ParameterSource {
	return {
		get: (name) => context.getNodeParameter(name, index, null),
		expressionOf(name) {
			const raw: unknown = context.getNodeParameter(name, index, null, { rawExpressions: true });
			return [raw, valueOf(raw)].find(isExpression);
		},
		input: context.getInputData()[index]?.json ?? {},
		timezone: context.getTimezone(),
	};
}

/** What stands in a resource locator, as it was typed. */
function valueOf(raw: unknown): unknown {
	return typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : undefined;
}

const isExpression = (value: unknown): value is string =>
	typeof value === 'string' && value.startsWith('=');

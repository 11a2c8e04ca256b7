import {
	isExpression,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

/** The credential of one item. */
interface ItemCredential {
	data: ICredentialDataDecryptedObject;
	/** Whether it is certainly the same for every item. */
	isTheSameForAll: boolean;
}

/** The part of n8n's context that resolves the expressions of a credential. */
interface Resolving {
	workflow?: { expression?: { getParameterValue?(data: unknown, ...rest: unknown[]): unknown } };
}

/**
 * Reads the credential for one item; its values may be expressions. n8n reads it from its database each time,
 * which would double the time of a quick Get. So this watches n8n resolve it: if there is no expression, one
 * reading serves all items. If a version of n8n does this differently, each item reads it.
 */
export async function readCredential(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ItemCredential> {
	const resolved: unknown[] = [];
	const watched = watch(context, (unresolved) => resolved.push(unresolved));
	const data = await watched.getCredentials('hyperRepApi', itemIndex);
	return { data, isTheSameForAll: resolved.length > 0 && !resolved.some(holdsExpression) };
}

const holdsExpression = (unresolved: unknown) => Object.values(unresolved ?? {}).some(isExpression);

/** The same context, which reports what n8n resolves. */
function watch(
	context: IExecuteFunctions,
	onResolve: (unresolved: unknown) => void,
): IExecuteFunctions {
	const { workflow }: Resolving = context as IExecuteFunctions & Resolving;
	const expression = workflow?.expression;
	if (workflow === undefined || expression?.getParameterValue === undefined) return context;
	const resolve = expression.getParameterValue.bind(expression);
	const getParameterValue = (unresolved: unknown, ...rest: unknown[]) => {
		onResolve(unresolved);
		return resolve(unresolved, ...rest);
	};
	const watchedExpression: unknown = Object.create(expression, {
		getParameterValue: { value: getParameterValue },
	});
	const watchedWorkflow: unknown = Object.create(workflow, {
		expression: { value: watchedExpression },
	});
	return Object.create(context, { workflow: { value: watchedWorkflow } }) as IExecuteFunctions;
}

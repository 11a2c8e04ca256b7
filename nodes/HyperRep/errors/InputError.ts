/**
 * What the user entered cannot be used. The message is in the user's words, with the label of the parameter.
 * `toNodeError` turns it into a NodeOperationError, once the item and the node are known.
 */
export class InputError extends Error {
	/** @param description what to do about it, in a sentence */
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}

/** The error of a parameter that needs a value and has none. */
export const emptyInput = (label: string, advice = `Enter '${label}'.`): InputError =>
	new InputError(
		`'${label}' is empty`,
		`${advice} If it is an expression, it returned no value for this item.`,
	);

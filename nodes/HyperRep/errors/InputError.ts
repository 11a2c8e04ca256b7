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

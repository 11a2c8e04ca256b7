/** A response other than success: its status and its `detail`, a text or a list of what is wrong where. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly detail: unknown,
	) {
		super(typeof detail === 'string' ? detail : JSON.stringify(detail));
	}

	/** A 422 as FastAPI writes it. */
	static invalid(
		location: Array<string | number>,
		message: string,
		type: 'value_error' | 'missing' = 'value_error',
	): Refusal {
		return new Refusal(422, [{ loc: location, msg: message, type }]);
	}
}

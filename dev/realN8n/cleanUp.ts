/** What has to be undone at the end in any case: the last thing first. */
export class CleanUp {
	private readonly steps: Array<() => Promise<unknown>> = [];

	/** Adds a step, which runs before those that were added earlier. */
	add(step: () => Promise<unknown>): void {
		this.steps.push(step);
	}

	/**
	 * Carries out every step, also after one that fails.
	 *
	 * @throws AggregateError with what the steps threw
	 */
	async run(): Promise<void> {
		const errors: unknown[] = [];
		for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
			try {
				await step();
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
	}
}

/** What the user entered for one input item, as an operation sees it. */
export interface Parameters {
	/**
	 * The value of a parameter with its expressions resolved. Expressions can yield anything, so
	 * the value is of any type, whatever the panel says.
	 */
	get(name: string): unknown;
	/** The workflow's time zone, e.g. `Europe/Berlin`. */
	timezone: string;
}

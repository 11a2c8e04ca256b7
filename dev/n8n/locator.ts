/** A resource locator with a value that was entered by hand, as the panel saves it. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

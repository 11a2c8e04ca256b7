/** Instants as whole microseconds since 1970, the precision of HyperRep's `created_at`. */
export type Microseconds = number;

export const SECOND: Microseconds = 1_000_000;
export const MINUTE: Microseconds = 60 * SECOND;

/** The machine's clock. */
export const now = (): Microseconds =>
	Math.floor((performance.timeOrigin + performance.now()) * 1000);

/** `2026-03-12T00:32:13.782565Z`; zeros at the end of the fraction are left out, as is an empty fraction. */
export function toTimestamp(instant: Microseconds): string {
	const seconds = Math.floor(instant / SECOND);
	const fraction = String(instant - seconds * SECOND)
		.padStart(6, '0')
		.replace(/0+$/, '');
	const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
	return fraction === '' ? `${whole}Z` : `${whole}.${fraction}Z`;
}

import { isVisible } from './isVisible';

/** Whether a value is missing, or a text in which nobody sees anything. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

/** Blanks, and characters that are not shown, such as marks for the direction of writing. */
const INVISIBLE = '\\p{Z}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}';
const VISIBLE = new RegExp(`[^${INVISIBLE}\\p{Cs}]`, 'u');
// The end is looked for only where such characters begin: from each of thousands in a row it would take minutes.
const AROUND = new RegExp(`^[${INVISIBLE}]+|(?<![${INVISIBLE}])[${INVISIBLE}]+$`, 'gu');

/** Whether a text has a visible character. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** A text without the invisible characters around it, which copied phone numbers often have. */
export const trimmed = (text: string): string => text.replace(AROUND, '');

/** Whether a value is missing, or a text without a visible character. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

/** Blanks, and what is left out where a text is shown, such as marks for the direction of writing. */
const UNSEEN = '\\p{Z}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}';
const VISIBLE = new RegExp(`[^${UNSEEN}\\p{Cs}]`, 'u');
// Looks for the end of a text only where such characters begin: from each of thousands it would take minutes.
const AROUND = new RegExp(`^[${UNSEEN}]+|(?<![${UNSEEN}])[${UNSEEN}]+$`, 'gu');

/** Whether a text shows anything: a character that is neither a blank nor left out where it is shown. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** A text without what nobody sees around it. Phone numbers that are copied often come with that. */
export const trimmed = (text: string): string => text.replace(AROUND, '');

/** Whether a value is missing, or a text in which nobody sees anything. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

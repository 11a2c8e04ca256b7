/** Whether a text shows anything: a character that is neither a blank nor left out where it is shown. */
export const isVisible = (text: string): boolean =>
	/[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(text);

/** Whether a value is missing, or a text in which nobody sees anything. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

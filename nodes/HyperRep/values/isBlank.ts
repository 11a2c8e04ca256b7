/** Whether a text has a visible character. */
export const isVisible = (text: string): boolean =>
	/[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u.test(text);

/** Whether a value is missing, or a text without a visible character. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && !isVisible(value));

// What a UTF-16 code unit is to HTML.

export const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** The spaces of HTML: blank, tab, line feed, form feed and carriage return. */
export const isSpace = (unit: number): boolean =>
	unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0c || unit === 0x0d;

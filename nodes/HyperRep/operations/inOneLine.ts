/** A text without line breaks, which would look like a new entry. */
export const inOneLine = (text: string): string => text.split(/\s+/).join(' ').trim();

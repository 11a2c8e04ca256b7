/** A text without line breaks, which would look like the beginning of something else. */
export const inOneLine = (text: string): string => text.split(/\s+/).join(' ').trim();

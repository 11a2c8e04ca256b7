import { STYLED } from './elements';
import type { Token } from './Tokenizer';

/** How an element is told to be shown. */
const STYLE = /\sstyle\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))/i;

/** Of which nothing is shown, such as the preview of a newsletter. */
export const HIDING = /display\s*:\s*none/i;

/** Which keeps its line breaks. */
export const PREFORMATTING = /white-space\s*:\s*(?:pre|break-spaces)/i;

/** Follows which parts of a content have a style, each from the start of an element to its end. */
export class StyledPart {
	private name = '';
	/** How many elements of that name are open. */
	private depth = 0;

	constructor(private readonly style: RegExp) {}

	get isOpen(): boolean {
		return this.depth > 0;
	}

	/** Whether a token, which must be the next one, belongs to such a part. */
	takes(token: Token): boolean {
		if (token.kind === 'text') return this.isOpen;
		const { kind, name, inside } = token;
		if (!this.isOpen) {
			const begins = kind === 'start' && STYLED.has(name) && this.isIn(inside);
			if (begins) [this.name, this.depth] = [name, 1];
			return begins;
		}
		if (name === this.name) this.depth += kind === 'start' ? 1 : -1;
		return true;
	}

	private isIn(inside: string): boolean {
		const [, ...values] = STYLE.exec(inside) ?? [];
		return values.some((value) => value !== undefined && this.style.test(value));
	}
}

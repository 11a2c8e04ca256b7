import { STYLED } from './elements';
import type { Token } from './Tokenizer';

/** A style of an element. */
const STYLE = /\sstyle\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]*))/i;

/** Hidden, such as the preview of a newsletter. */
export const HIDING = /display\s*:\s*none/i;

/** Keeps its line breaks. */
export const PREFORMATTING = /white-space\s*:\s*(?:pre|break-spaces)/i;

/** Tracks which parts of the content have a style, each from the start of an element to its end. */
export class StyledPart {
	private name = '';
	/** How many elements of that name are open. */
	private depth = 0;

	constructor(private readonly style: RegExp) {}

	get isOpen(): boolean {
		return this.depth > 0;
	}

	/** Whether the next token belongs to such a part. */
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

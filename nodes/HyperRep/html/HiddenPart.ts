import { HIDEABLE } from './elements';
import type { Token } from './Tokenizer';

const HIDING_STYLE = /\sstyle\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)display\s*:\s*none/i;

/** Follows which parts of a content a style hides, such as the preview of a newsletter. */
export class HiddenPart {
	private name = '';
	/** How many elements of that name are open. */
	private depth = 0;

	get isOpen(): boolean {
		return this.depth > 0;
	}

	/** Whether a token, which must be the next one, belongs to what is hidden. */
	takes(token: Token): boolean {
		if (token.kind === 'text') return this.isOpen;
		const { kind, name, inside } = token;
		if (!this.isOpen) {
			const begins = kind === 'start' && HIDEABLE.has(name) && HIDING_STYLE.test(inside);
			if (begins) [this.name, this.depth] = [name, 1];
			return begins;
		}
		if (name === this.name) this.depth += kind === 'start' ? 1 : -1;
		return true;
	}
}

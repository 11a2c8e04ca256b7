import { isDigit, isLetter, isSpace } from './characters';
import { HIDDEN, isElement } from './elements';

/** A part of the content: text, or the start or the end of an element. `inside` is what follows the name in its tag. */
export type Token =
	{ kind: 'text'; text: string } | { kind: 'start' | 'end'; name: string; inside: string };

/** What follows the name in a certain tag: its end, or an attribute with a value. */
const REST_OF_TAG = /^(?:\s*\/?$|\s+[^\s=<>"'/]+\s*=)/;

/** A tag or a comment: where it ends, and its token if it is a tag. */
interface Markup {
	end: number;
	token?: Token;
}

/**
 * Splits HTML into tokens. A tag is `<`, a name, and after a space, `/` or `>` anything up to a `>` outside
 * of quotes; every other `<` is text, as in `1 < 2` and `<ada@example.com>`. Comments, declarations, and the
 * contents of hidden elements are left out.
 *
 * Each search for a missing end happens once, so the time is linear.
 */
export class Tokenizer {
	private readonly next = new Map<string, number>();
	private readonly neverClosed = new Set<string>();
	/** Whether a `>` in quotes is part of a tag. It no longer is after the first `<` that turns out not to begin a tag. */
	private quotesCount = true;

	/** @param isPlain whether the content may be plain text, in which only certain tags count: not `a<b and c>d` */
	constructor(
		private readonly html: string,
		private readonly isPlain = false,
	) {}

	*tokens(): Generator<Token> {
		const { html } = this;
		let start = 0;
		let at = html.indexOf('<');
		while (at !== -1) {
			const markup = this.markupAt(at);
			if (markup === undefined) {
				at = html.indexOf('<', at + 1);
				continue;
			}
			if (at > start) yield { kind: 'text', text: html.slice(start, at) };
			if (markup.token !== undefined) yield markup.token;
			start = markup.end;
			at = html.indexOf('<', start);
		}
		if (start < html.length) yield { kind: 'text', text: html.slice(start) };
	}

	private markupAt(at: number): Markup | undefined {
		const mark = this.html[at + 1];
		if (mark === '!' || mark === '?') return this.commentAt(at);
		return this.tagAt(at);
	}

	/** A comment, which hides the rest of the content if it has no end, or a declaration. */
	private commentAt(at: number): Markup | undefined {
		const { html } = this;
		if (html.startsWith('<!--', at)) {
			for (const empty of ['<!-->', '<!--->']) {
				if (html.startsWith(empty, at)) return { end: at + empty.length };
			}
			const ends = ['-->', '--!>'].map((mark) => this.find(mark, at + 4) + mark.length);
			return { end: Math.min(...ends, html.length) };
		}
		// E.g. `<!DOCTYPE html>`, `<![endif]>` and `<?xml version="1.0"?>`.
		const unit = html.charCodeAt(at + 2);
		if (!isLetter(unit) && html[at + 2] !== '[') return undefined;
		const end = this.find('>', at);
		return end === Infinity ? undefined : { end: end + 1 };
	}

	private tagAt(at: number): Markup | undefined {
		const { html } = this;
		const isEnd = html[at + 1] === '/';
		const start = isEnd ? at + 2 : at + 1;
		const nameEnd = this.nameEnd(start);
		if (nameEnd === start || !isAfterName(html.charCodeAt(nameEnd))) return undefined;
		const name = html.slice(start, nameEnd).toLowerCase();
		if (this.isPlain && !isElement(name)) return undefined;
		const end = this.tagEnd(nameEnd);
		if (end === undefined) return undefined;
		const inside = html.slice(nameEnd, end - 1);
		if (this.isPlain && !REST_OF_TAG.test(inside)) {
			this.quotesCount = false;
			return undefined;
		}
		const token = { kind: isEnd ? ('end' as const) : ('start' as const), name, inside };
		return { end: isEnd ? end : this.endOfHidden(name, end), token };
	}

	/** A name begins with a letter; a colon in it, as in `o:p`, is followed by one. */
	private nameEnd(start: number): number {
		const { html } = this;
		if (!isLetter(html.charCodeAt(start))) return start;
		let end = start + 1;
		for (;;) {
			const unit = html.charCodeAt(end);
			const belongs =
				isLetter(unit) ||
				isDigit(unit) ||
				html[end] === '-' ||
				(html[end] === ':' && isLetter(html.charCodeAt(end + 1)));
			if (!belongs) return end;
			end++;
		}
	}

	private tagEnd(from: number): number | undefined {
		const { html } = this;
		if (this.quotesCount) {
			for (let at = from; at < html.length; at++) {
				if (html[at] === '>') return at + 1;
				if (html[at] === '<' && this.isPlain) break;
				if (html[at] === '=') at = this.endOfValue(at);
			}
			this.quotesCount = false;
		}
		const end = this.find('>', from);
		const isTag = end !== Infinity && !(this.isPlain && this.find('<', from) < end);
		return isTag ? end + 1 : undefined;
	}

	/**
	 * @param equals the place of the `=` before a value
	 * @returns the place of its last quote, or of the `=` if it has none
	 */
	private endOfValue(equals: number): number {
		const { html } = this;
		let start = equals + 1;
		while (isSpace(html.charCodeAt(start))) start++;
		const mark = html[start];
		if (mark !== '"' && mark !== "'") return start - 1;
		const end = this.find(mark, start + 1);
		return end === Infinity ? start : end;
	}

	/** Where a hidden element ends; for any other, where it begins. */
	private endOfHidden(name: string, start: number): number {
		const hidesRest = HIDDEN.get(name);
		if (hidesRest === undefined || this.neverClosed.has(name)) return start;
		const { html } = this;
		for (let at = html.indexOf('</', start); at !== -1; at = html.indexOf('</', at + 2)) {
			const nameEnd = at + 2 + name.length;
			if (html.slice(at + 2, nameEnd).toLowerCase() !== name) continue;
			if (isAfterName(html.charCodeAt(nameEnd))) return at;
		}
		this.neverClosed.add(name);
		return hidesRest ? html.length : start;
	}

	/** The first mark from a place on; Infinity if there is none. Each place is searched once. */
	private find(mark: string, from: number): number {
		const known = this.next.get(mark) ?? -1;
		if (known >= from) return known;
		const found = this.html.indexOf(mark, from);
		const at = found === -1 ? Infinity : found;
		this.next.set(mark, at);
		return at;
	}
}

/** Whether a tag's name ends before this unit: a space, `/` or `>`. */
const isAfterName = (unit: number) => isSpace(unit) || unit === 0x2f || unit === 0x3e;

import { BLOCKS, CELLS, PREFORMATTED } from './elements';
import { decodeEntities } from './entities';
import { HIDING, PREFORMATTING, StyledPart } from './StyledPart';
import { TextLines, toLines } from './TextLines';
import { Tokenizer } from './Tokenizer';

/**
 * The text of HTML as a reader sees it: without tags, style sheets, scripts and comments, with entities
 * decoded. `<br>` breaks the line, and so do the beginning and the end of a block. Blank lines in a row are
 * one. Content without a tag is plain text: it keeps its line breaks, and an entity needs its semicolon.
 *
 * @param html may be a fragment, cut off, or without end tags; the time is linear in its length
 * @returns lines with `\n` between them; empty if there is no visible text
 */
export function htmlToText(html: string): string {
	return hasTag(html) ? readHtml(html) : readPlain(html);
}

/** Whether content has a tag that HTML knows. `Dear <name>` only looks like one. */
function hasTag(html: string): boolean {
	for (const { kind } of new Tokenizer(html, true).tokens()) {
		if (kind !== 'text') return true;
	}
	return false;
}

function readPlain(content: string): string {
	const parts: string[] = [];
	for (const token of new Tokenizer(content, true).tokens()) {
		if (token.kind === 'text') parts.push(token.text);
	}
	const text = decodeEntities(parts.join(''), true).replaceAll('\u00a0', ' ');
	return toLines(text).join('\n').trim();
}

function readHtml(html: string, hides = true): string {
	const lines = new TextLines();
	const hidden = new StyledPart(HIDING);
	let preformatted = new StyledPart(PREFORMATTING);
	const around: StyledPart[] = [];
	let depth = 0;
	let isFirstInside = false;
	for (const token of new Tokenizer(html).tokens()) {
		if (hides && hidden.takes(token)) continue;
		const isTable = token.kind !== 'text' && token.name === 'table';
		if (isTable && token.kind === 'start') {
			// As in browsers, a table inherits no style: the spaces between its cells are not part of its text.
			around.push(preformatted);
			preformatted = new StyledPart(PREFORMATTING);
		}
		preformatted.takes(token);
		if (isTable && token.kind === 'end') preformatted = around.pop() ?? preformatted;
		if (token.kind === 'text') {
			const text = decodeEntities(token.text, false);
			// A line break right after the tag belongs to it.
			const isAsIs = depth > 0 || preformatted.isOpen;
			if (isAsIs) lines.addAsIs(isFirstInside ? text.replace(/^\r?\n/, '') : text);
			else lines.add(text);
			isFirstInside = false;
			continue;
		}
		const { kind, name } = token;
		isFirstInside = kind === 'start' && PREFORMATTED.has(name);
		if (name === 'br') lines.breakLine();
		else if (BLOCKS.has(name)) lines.endLine();
		else if (CELLS.has(name)) lines.addSpace();
		if (PREFORMATTED.has(name)) depth = Math.max(0, depth + (kind === 'start' ? 1 : -1));
	}
	// An element that is never closed would hide everything after it.
	return hidden.isOpen ? readHtml(html, false) : lines.toString();
}

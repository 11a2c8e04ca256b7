import { BLOCKS, CELLS, PREFORMATTED } from './elements';
import { decodeEntities } from './entities';
import { HIDING, PREFORMATTING, StyledPart } from './StyledPart';
import { TextLines, toLines } from './TextLines';
import { Tokenizer } from './Tokenizer';

/**
 * The text of an HTML content, as a reader of it sees it: without tags, style sheets, scripts and comments,
 * with entities decoded. `<br>` breaks the line, and so do the beginning and the end of a block. Blank lines
 * in a row are one. A content without a tag is plain text: it keeps its line breaks, and an entity needs
 * its semicolon.
 *
 * @param html also a fragment, or one that is cut off or closes nothing; the work grows with its length only
 * @returns lines with `\n` between them; empty if the content shows no text
 */
export function htmlToText(html: string): string {
	return hasTag(html) ? readHtml(html) : readPlain(html);
}

/** Whether a content holds a tag that HTML knows. `Dear <name>` holds none, though it looks like one. */
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
			// As in browsers, a table takes no style from around it: the spaces between its cells are none of its text.
			around.push(preformatted);
			preformatted = new StyledPart(PREFORMATTING);
		}
		preformatted.takes(token);
		if (isTable && token.kind === 'end') preformatted = around.pop() ?? preformatted;
		if (token.kind === 'text') {
			const text = decodeEntities(token.text, false);
			// The line break after the tag belongs to the tag.
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
	// An element that is never closed would hide all that follows.
	return hidden.isOpen ? readHtml(html, false) : lines.toString();
}

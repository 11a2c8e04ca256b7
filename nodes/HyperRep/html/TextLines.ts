import { isVisible } from '../values/isBlank';
import { isSpace } from './characters';

const NO_BREAK_SPACE = 0xa0;

/** Builds lines as a browser shows them: it collapses spaces in a row, and blank lines. */
export class TextLines {
	private readonly lines: string[] = [];
	/** The parts of the line that is being written. */
	private line: string[] = [];
	/** Whether that line has begun, perhaps with nothing but a no-break space. */
	private isBegun = false;
	/** Whether a space precedes what is written next. */
	private isSpaceDue = false;
	private isBlankDue = false;

	/** Adds text whose spaces and line breaks collapse into a space. */
	add(text: string): void {
		let start = 0;
		for (let at = 0; at <= text.length; at++) {
			const unit = text.charCodeAt(at);
			const isNoBreak = unit === NO_BREAK_SPACE;
			if (at < text.length && !isNoBreak && !isSpace(unit)) continue;
			if (at > start) this.write(text.slice(start, at));
			start = at + 1;
			if (at === text.length) return;
			if (isNoBreak) this.addNoBreakSpace();
			else this.addSpace();
		}
	}

	/** Adds text that keeps its spaces and line breaks. */
	addAsIs(text: string): void {
		toLines(text).forEach((line, n) => {
			if (n > 0) this.breakLine();
			if (line !== '') this.write(line);
		});
	}

	/** Separates what is written next from what is already in the line. */
	addSpace(): void {
		if (this.line.length > 0) this.isSpaceDue = true;
	}

	/** Ends the line; an empty one is a blank line. */
	breakLine(): void {
		if (!this.isBegun) this.isBlankDue = true;
		this.endLine();
	}

	/** Ends the line if it has begun. */
	endLine(): void {
		if (!this.isBegun) return;
		const line = this.line.join('').trimEnd();
		if (!isVisible(line)) {
			this.isBlankDue = true;
		} else {
			if (this.isBlankDue && this.lines.length > 0) this.lines.push('');
			this.lines.push(line);
			this.isBlankDue = false;
		}
		this.line = [];
		this.isBegun = false;
		this.isSpaceDue = false;
	}

	/** All lines, without blank ones at the beginning and the end. */
	toString(): string {
		this.endLine();
		return this.lines.join('\n');
	}

	private addNoBreakSpace(): void {
		if (this.line.length > 0) this.write(' ');
		this.isBegun = true;
	}

	private write(text: string): void {
		if (this.isSpaceDue) this.line.push(' ');
		this.isSpaceDue = false;
		this.line.push(text);
		this.isBegun = true;
	}
}

/** The lines of a text, with any kind of line break. */
export function toLines(text: string): string[] {
	return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
}

import { valueOf, type Series } from '../series';
import { spreadOf } from '../spread';
import { inUnitOf } from './figures';

const WIDTH = 860;
const NAMES = 230;
const BAR = 18;
const GAP = 6;
const TITLE = 26;
/** The longest bar; the rest of the width is for its figure. */
const LONGEST = 330;

interface Bar {
	name: string;
	value: number;
	text: string;
}

/**
 * Plots series as bars, each group with a scale of its own: its longest bar is as long as that of the
 * others. Readable in light and dark, since it takes the colours of whoever looks.
 */
export function toSvg(series: Series[], caption: string): string {
	let y = 8;
	const groups = series.map((one) => {
		const bars = barsOf(one);
		const group = drawGroup(one.work, bars, y);
		y += TITLE + bars.length * (BAR + GAP) + 14;
		return group;
	});
	const height = y + 20;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="How long each work takes, by contender">
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; }
.caption { font-size: 11px; fill: #57606a; }
.package { fill: #6941c6; }
.other { fill: #9aa4b2; }
.floor { fill: #c9d1d9; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.caption { fill: #9198a1; }
.package { fill: #a78bfa; }
.other { fill: #6e7681; }
.floor { fill: #484f58; }
}
</style>
${groups.join('\n')}
<text class="caption" x="0" y="${height - 6}">${escape(caption)}</text>
</svg>
`;
}

function barsOf({ quantity, samples }: Series): Bar[] {
	const spreads = [...samples.values()].map((all) => spreadOf(all.map(valueOf(quantity))));
	return [...samples.keys()].map((name, n) => {
		const { median } = spreads[n];
		const ratio = n === 0 ? '' : ` · ${(median / spreads[0].median).toFixed(2)} ×`;
		return { name, value: median, text: inUnitOf(quantity, spreads[n]) + ratio };
	});
}

function drawGroup(work: string, bars: Bar[], top: number): string {
	const most = Math.max(...bars.map(({ value }) => value));
	const drawn = bars.map(({ name, value, text }, n) => {
		const y = top + TITLE + n * (BAR + GAP);
		const length = Math.max(2, Math.round((value / most) * LONGEST));
		return `<text x="${NAMES - 10}" y="${y + 14}" text-anchor="end">${escape(name)}</text>
<rect class="${classOf(name)}" x="${NAMES}" y="${y}" width="${length}" height="${BAR}" rx="3"/>
<text x="${NAMES + length + 8}" y="${y + 14}">${escape(text)}</text>`;
	});
	return [`<text class="title" x="0" y="${top + 14}">${escape(work)}</text>`, ...drawn].join('\n');
}

function classOf(name: string): string {
	if (name.startsWith('this package')) return 'package';
	return name.startsWith('bare loop') ? 'floor' : 'other';
}

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

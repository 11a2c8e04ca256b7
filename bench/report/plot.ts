import { HTTP_REQUEST, PACKAGE } from '../Lab';
import { ratios, readable, spread, type Series } from '../measure';

const WIDTH = 860;
const ROW = 62;
const TOP = 82;
const BAR = 14;
const LONGEST = 520;
const VERDICT = 850;

/**
 * Plots each work as two bars, this package above HTTP Request, with what that means in words beside
 * them. Each work has a scale of its own. Readable in light and dark: it takes the colours of the page.
 */
export function toSvg(all: Series[], caption: string): string {
	const compared = all.filter((series) => isCompared(series) && series.quantity !== 'pause');
	const height = TOP + compared.length * ROW + 26;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The same work done by this package and by n8n's HTTP Request node">
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 16px; font-weight: 600; }
.work { font-weight: 600; }
.figure, .caption { font-size: 12px; fill: #57606a; }
.verdict { font-size: 15px; text-anchor: end; fill: #57606a; }
.better { font-weight: 700; fill: #6941c6; }
.own { fill: #6941c6; }
.other { fill: #b1bac4; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.figure, .caption, .verdict { fill: #9198a1; }
.better { fill: #b197fc; }
.own { fill: #a78bfa; }
.other { fill: #57606a; }
}
</style>
<text class="title" y="20">The same work in n8n: shorter is better</text>
<text class="caption" y="40">After the comma: how long HyperRep takes for each request. Bars are medians of several runs.</text>
<rect class="own" x="${VERDICT - 260}" y="9" width="${BAR}" height="${BAR}" rx="3"/>
<text x="${VERDICT - 240}" y="20">this package</text>
<rect class="other" x="${VERDICT - 130}" y="9" width="${BAR}" height="${BAR}" rx="3"/>
<text x="${VERDICT - 110}" y="20">HTTP Request</text>
${compared.map((series, n) => drawn(series, TOP + n * ROW)).join('\n')}
<text class="caption" y="${height - 8}">${escape(caption)}</text>
</svg>
`;
}

/** The two bars of a work. */
function drawn(series: Series, y: number): string {
	const [own, theirs] = [PACKAGE, HTTP_REQUEST].map((name) => spread(series, name).median);
	const most = Math.max(own ?? NaN, theirs ?? NaN);
	const bar = (kind: string, value = NaN, top: number) => {
		const length = Math.max(2, Math.round((value / most) * LONGEST));
		return `<rect class="${kind}" y="${top}" width="${length}" height="${BAR}" rx="3"/>
<text class="figure" x="${length + 8}" y="${top + 12}">${figure(value, series.quantity)}</text>`;
	};
	const isBetter = ratioOf(series) < 0.95;
	return `<text class="work" y="${y}">${escape(series.work)}</text>
${bar('own', own, y + 8)}
${bar('other', theirs, y + 8 + BAR + 3)}
<text class="${isBetter ? 'verdict better' : 'verdict'}" x="${VERDICT}" y="${y + 30}">${verdictOf(series)}</text>`;
}

/** Whether this package and HTTP Request were measured side by side. */
export const isCompared = ({ values }: Series): boolean =>
	values.has(PACKAGE) && values.has(HTTP_REQUEST);

/** E.g. `61 MB`, `711 ms` or `2.3 s`. */
export function figure(value: number, quantity: Series['quantity']): string {
	if (quantity === 'bytes') return `${readable(value / 1e6)} MB`;
	return value < 1000 ? `${readable(value)} ms` : `${readable(Math.round(value / 100) / 10)} s`;
}

/** What this package is beside HTTP Request, e.g. `2.7 × as fast`. */
export function verdictOf(series: Series): string {
	const ratio = ratioOf(series);
	if (series.quantity === 'bytes') return `${ratio.toFixed(1)} × the memory`;
	if (series.quantity === 'pause') return `${ratio.toFixed(1)} × the pause`;
	if (ratio >= 0.95 && ratio <= 1.05) return 'as fast';
	return `${(1 / ratio).toFixed(1)} × as fast`;
}

const ratioOf = (series: Series) => ratios(series, PACKAGE, HTTP_REQUEST).median;

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

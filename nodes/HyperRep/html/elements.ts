/** Elements that begin and end a line. */
export const BLOCKS = new Set(
	'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul xmp'.split(
		' ',
	),
);

/** Cells of a table, which are next to each other in a line. */
export const CELLS = new Set(['td', 'th']);

/** Elements that keep their spaces and line breaks. */
export const PREFORMATTED = new Set(['listing', 'pre', 'textarea', 'xmp']);

/** Hidden elements. Without an end, a style sheet or a script hides everything after it. */
export const HIDDEN = new Map([
	...['script', 'style'].map((name) => [name, true] as const),
	...['iframe', 'noembed', 'noframes', 'template', 'title', 'xml'].map(
		(name) => [name, false] as const,
	),
]);

/** Elements whose style counts here: those that usually have an end tag. */
export const STYLED = new Set(
	'blockquote center div font h1 h2 h3 h4 h5 h6 p section span table td tr'.split(' '),
);

/** The other elements of HTML, obsolete ones too. */
const OTHERS =
	'a abbr acronym applet area audio b base basefont bdi bdo big blink br button canvas cite code col colgroup data datalist del dfn em embed font frame i image img input ins isindex kbd label link map mark marquee math meta meter nobr noscript object output param picture plaintext progress q rb rp rt rtc ruby s samp select slot small source span strike strong sub sup svg time track tt u var video wbr'.split(
		' ',
	);

const KNOWN = new Set([...BLOCKS, ...CELLS, ...PREFORMATTED, ...HIDDEN.keys(), ...OTHERS]);

/** Whether HTML, or Office (`o:p`), has an element of this name; others are words in brackets. */
export const isElement = (name: string): boolean => KNOWN.has(name) || name.includes(':');

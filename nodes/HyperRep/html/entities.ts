import { isDigit, isLetter } from './characters';

/** The names of U+00A0 to U+00FF, in this order. Browsers accept them without a semicolon, too. */
const LATIN_1 =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
		' ',
	);

/** The names of U+2002 to U+200F, in this order; U+2006 has none. */
const SPACES =
	'ensp emsp emsp13 emsp14 - numsp puncsp thinsp hairsp ZeroWidthSpace zwnj zwj lrm rlm'.split(' ');

const named = (names: string[], first: number) =>
	names.map((name, n) => [name, String.fromCodePoint(first + n)] as const);

/** Names, each before its character. */
const pairs = (words: string[]) =>
	words.flatMap((name, n) => (n % 2 === 0 ? [[name, words[n + 1] ?? ''] as const] : []));

/** What browsers decode without a semicolon as well. */
const WITHOUT_SEMICOLON = new Map<string, string>([
	...named(LATIN_1, 0xa0),
	...pairs('amp & AMP & lt < LT < gt > GT > quot " QUOT " COPY © REG ®'.split(' ')),
]);

/** The other names of HTML 4, and those of HTML 5 that emails use: each before its character. */
const OTHERS =
	"apos ' Amacr Ā amacr ā Abreve Ă abreve ă Aogon Ą aogon ą Cacute Ć cacute ć Ccirc Ĉ ccirc ĉ Cdot Ċ cdot ċ Ccaron Č ccaron č Dcaron Ď dcaron ď Dstrok Đ dstrok đ Emacr Ē emacr ē Edot Ė edot ė Eogon Ę eogon ę Ecaron Ě ecaron ě Gcirc Ĝ gcirc ĝ Gbreve Ğ gbreve ğ Gdot Ġ gdot ġ Gcedil Ģ Hcirc Ĥ hcirc ĥ Hstrok Ħ hstrok ħ Itilde Ĩ itilde ĩ Imacr Ī imacr ī Iogon Į iogon į Idot İ imath ı inodot ı IJlig Ĳ ijlig ĳ Jcirc Ĵ jcirc ĵ Kcedil Ķ kcedil ķ kgreen ĸ Lacute Ĺ lacute ĺ Lcedil Ļ lcedil ļ Lcaron Ľ lcaron ľ Lmidot Ŀ lmidot ŀ Lstrok Ł lstrok ł Nacute Ń nacute ń Ncedil Ņ ncedil ņ Ncaron Ň ncaron ň napos ŉ ENG Ŋ eng ŋ Omacr Ō omacr ō Odblac Ő odblac ő Racute Ŕ racute ŕ Rcedil Ŗ rcedil ŗ Rcaron Ř rcaron ř Sacute Ś sacute ś Scirc Ŝ scirc ŝ Scedil Ş scedil ş Tcedil Ţ tcedil ţ Tcaron Ť tcaron ť Tstrok Ŧ tstrok ŧ Utilde Ũ utilde ũ Umacr Ū umacr ū Ubreve Ŭ ubreve ŭ Uring Ů uring ů Udblac Ű udblac ű Uogon Ų uogon ų Wcirc Ŵ wcirc ŵ Ycirc Ŷ ycirc ŷ Zacute Ź zacute ź Zdot Ż zdot ż OElig Œ oelig œ Scaron Š scaron š Zcaron Ž zcaron ž Yuml Ÿ fnof ƒ circ ˆ tilde ˜ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ ndash – mdash — horbar ― hyphen ‐ lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ TRADE ™ alefsym ℵ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ star ☆ starf ★ phone ☎ check ✓ checkmark ✓ cross ✗ numero № excl ! num # dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ grave ` lcub { lbrace { verbar | vert | rcub } rbrace } rsquor ’ ldquor „ nldr ‥ mldr …".split(
		' ',
	);

const WITH_SEMICOLON = new Map<string, string>([
	...WITHOUT_SEMICOLON,
	...pairs(OTHERS),
	['Tab', '\t'],
	['NewLine', '\n'],
	...named(SPACES, 0x2002),
]);

const MAX_NAME = Math.max(...[...WITH_SEMICOLON.keys()].map(({ length }) => length));
const MAX_BARE_NAME = Math.max(...[...WITHOUT_SEMICOLON.keys()].map(({ length }) => length));

/** What browsers show for 128 to 159, where Unicode has nothing and Windows has quotes and dashes. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The replacement for a number that is not a character. */
const NO_CHARACTER = '\ufffd';

/**
 * Decodes the entities of a text, e.g. `&amp;`, `&#8217;` and `&#x2019;`. Anything else stays as it is.
 *
 * @param needsSemicolon whether they must end in one; browsers also accept `&copy 2026`
 */
export function decodeEntities(text: string, needsSemicolon: boolean): string {
	let at = text.indexOf('&');
	if (at === -1) return text;
	const parts: string[] = [];
	let done = 0;
	while (at !== -1) {
		const entity = entityAt(text, at, needsSemicolon);
		if (entity !== undefined) {
			parts.push(text.slice(done, at), entity.character);
			done = entity.end;
		}
		at = text.indexOf('&', entity?.end ?? at + 1);
	}
	parts.push(text.slice(done));
	return parts.join('');
}

/** The entity that begins with the `&` at a place, and where it ends. */
interface Entity {
	character: string;
	end: number;
}

function entityAt(text: string, at: number, needsSemicolon: boolean): Entity | undefined {
	if (text[at + 1] === '#') return numberAt(text, at + 2, needsSemicolon);
	const start = at + 1;
	let end = start;
	while (end - start < MAX_NAME && isNameUnit(text.charCodeAt(end))) end++;
	const name = text.slice(start, end);
	if (text[end] === ';') {
		const character = WITH_SEMICOLON.get(name);
		if (character !== undefined) return { character, end: end + 1 };
	}
	if (needsSemicolon) return undefined;
	for (let length = Math.min(name.length, MAX_BARE_NAME); length > 1; length--) {
		const character = WITHOUT_SEMICOLON.get(name.slice(0, length));
		if (character !== undefined) return { character, end: start + length };
	}
	return undefined;
}

/** Reads the number of an entity: decimal, or hexadecimal after an `x`. */
function numberAt(text: string, at: number, needsSemicolon: boolean): Entity | undefined {
	const isHex = text[at] === 'x' || text[at] === 'X';
	const radix = isHex ? 16 : 10;
	const start = isHex ? at + 1 : at;
	let end = start;
	let code = 0;
	for (;;) {
		const digit = parseInt(text.charAt(end), radix);
		if (Number.isNaN(digit)) break;
		// A number beyond Unicode stays beyond it, however many digits follow.
		if (code <= 0x10ffff) code = code * radix + digit;
		end++;
	}
	if (end === start) return undefined;
	if (text[end] === ';') return { character: characterOf(code), end: end + 1 };
	return needsSemicolon ? undefined : { character: characterOf(code), end };
}

function characterOf(code: number): string {
	if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80] ?? NO_CHARACTER;
	const isSurrogate = code >= 0xd800 && code <= 0xdfff;
	if (code === 0 || code > 0x10ffff || isSurrogate) return NO_CHARACTER;
	return String.fromCodePoint(code);
}

const isNameUnit = (unit: number) => isDigit(unit) || isLetter(unit);

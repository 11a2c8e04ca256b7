import { htmlToText } from '../../nodes/HyperRep/html/htmlToText';

describe('lines', () => {
	test.each([
		['a block after text', 'Hello<div>World</div>', 'Hello\nWorld'],
		['text after a block', '<div>Hello</div>World', 'Hello\nWorld'],
		['paragraphs', '<p>One</p><p>Two</p>', 'One\nTwo'],
		['paragraphs that are never closed', '<p>One<p>Two', 'One\nTwo'],
		['nested blocks', '<div><div><p>One</p></div></div><div>Two</div>', 'One\nTwo'],
		[
			'br, in every spelling',
			'One<br>Two<br/>Three<BR />Four</br>Five',
			'One\nTwo\nThree\nFour\nFive',
		],
		['two br', 'One<br><br>Two', 'One\n\nTwo'],
		['a br before the end of a block', '<div>One<br></div><div>Two</div>', 'One\nTwo'],
		['the blank line of Gmail', '<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
		['the blank line of Outlook', '<p>One</p><p><o:p>&nbsp;</o:p></p><p>Two</p>', 'One\n\nTwo'],
		['many blank lines', 'One<br><br><br>\n<p>&nbsp;</p><br><br>Two', 'One\n\nTwo'],
		['lines of what nobody sees', 'One<p>&#847;&zwnj;&nbsp;&#8203;&shy;</p>Two', 'One\n\nTwo'],
		['blank lines around all', '<br><br><p>&nbsp;</p>One<br><br><br>', 'One'],
		['line breaks of the source', '<p>One\n  two\r\n\tthree</p>', 'One two three'],
		['inline elements', 'a<b>b</b>c <i> d </i> e<span>f</span>', 'abc d ef'],
		['spaces around blocks', ' <p> One </p> \n <p> Two </p> ', 'One\nTwo'],
		['no-break spaces', '<p>a&nbsp;&nbsp;b\u00a0c</p>', 'a  b c'],
		['lists', '<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>', 'One\nTwo\nThree'],
		['headings and rules', '<h1>One</h1>Two<hr>Three', 'One\nTwo\nThree'],
		['preformatted text', '<pre>a  b\n  c\n\n\nd</pre>e', 'a  b\n  c\n\nd\ne'],
		['the first line break in preformatted text', 'a<pre>\r\nb\n  c\n</pre>d', 'a\nb\n  c\nd'],
		['preformatted text that ends twice', '<pre>a  b</pre></pre><p>c  d</p>', 'a  b\nc d'],
		[
			'text that a style preformats',
			'<div style="color: red; white-space: pre-wrap">a  b\n\n<span>c\n</span>d</div>\n<p>e\nf</p>',
			'a  b\n\nc\nd\ne f',
		],
		[
			'a table in preformatted text',
			'<div style="white-space: pre-wrap">a\nb<table>\n<tr>\n<td>c\nd</td>\n<td>e</td>\n</tr>\n</table>f\ng</div>h\ni',
			'a\nb\nc d e\nf\ng\nh i',
		],
		['a style that keeps a line together', '<p style="white-space: nowrap">a\nb</p>', 'a b'],
		['the tabs of Apple Mail', "a<span style='white-space:pre'>\t</span>b\nc<br>", 'a\tb c'],
		[
			'the cells of a row',
			'<tr><td>Tel.</td><td>555-0199</td></tr><tr><th>a<th>b',
			'Tel. 555-0199\na b',
		],
		['empty cells', '<tr><td></td><td> </td><td>a</td><td></td><td>b</td></tr>', 'a b'],
		['blocks in cells', '<tr><td><p>Roof</p></td><td><p>2</p></td></tr>', 'Roof\n2'],
	])('%s', (_, html, text) => {
		expect(htmlToText(html)).toBe(text);
	});
});

describe('what is no tag', () => {
	test.each([
		['a comparison', '1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
		['a comparison in HTML', '<p>1 < 2 and 3 > 2</p>', '1 < 2 and 3 > 2'],
		['a comparison without spaces', 'if a<b5 or x<y and y>z', 'if a<b5 or x<y and y>z'],
		['a comparison that looks like a tag', 'if a<b and c>d,\nelse i<p or q>s', undefined],
		[
			'a comparison before quoted lines',
			'if a<b then x=5 or so\n\nAcme <office@acme.example> wrote:\n> > Yes\n> No',
			undefined,
		],
		['a comparison before an equation and a quote', 'a<b, so x=5:\n> y="6"\n> z', undefined],
		['words that look like a tag', 'Dear <first name>,\nsee you at <time of arrival>', undefined],
		['an address', 'From: Ada <ada@x.com>', 'From: Ada <ada@x.com>'],
		['an address in HTML', '<b>From:</b> Ada <ada@x.com><br>Hi', 'From: Ada <ada@x.com>\nHi'],
		['links in brackets', 'see <https://x.com/a> or <mailto:a@x.com> or <x.com>', undefined],
		['a placeholder', 'Dear <name>,\nyour order <order id>', 'Dear <name>,\nyour order <order id>'],
		['signs', 'I <3 you, </3 me, <- there, <-- here, <> <<>> <', undefined],
		['a tag that never ends', 'a <b and so on', 'a <b and so on'],
		['a declaration that never ends', 'wow <!such', 'wow <!such'],
		['an exclamation', 'what <! this >', 'what <! this >'],
	])('%s', (_, content, text = content) => {
		expect(htmlToText(content)).toBe(text);
	});
});

describe('a content without tags', () => {
	test.each([
		[
			'keeps its line breaks',
			'One\n\n\nTwo\r\nThree\rFour  five',
			'One\n\n\nTwo\nThree\nFour  five',
		],
		['has entities', 'Tom &amp; Jerry&#39;s\n&lt;b&gt;', "Tom & Jerry's\n<b>"],
		[
			'has no entities without a semicolon',
			'x?a=1&lt=2&copy=3 &#65 AT&T',
			'x?a=1&lt=2&copy=3 &#65 AT&T',
		],
		['may have a comment', 'One<!-- two -->\nThree', 'One\nThree'],
		['may be blank', ' \n\t&nbsp; ', ''],
		['may be empty', '', ''],
	])('%s', (_, content, text) => {
		expect(htmlToText(content)).toBe(text);
	});
});

describe('what is not shown', () => {
	test.each([
		['style sheets', '<style type="text/css">p{color:red} a>b{}</style><p>Hi</p>', 'Hi'],
		['scripts', 'a<script>if (1<2) document.write("</b>x")</SCRIPT >b', 'ab'],
		['a head', '<html><head><title>Re: Hi</title><meta x></head><body>Hi</body></html>', 'Hi'],
		['comments', 'a<!-- <p>x</p> > -->b<!---->c<!-->d<!--->e<!-- x --!>f<br>', 'abcdef'],
		[
			'comments for Outlook',
			'<!--[if mso]><table><tr><td>x</td></tr></table><![endif]-->Hi<br>',
			'Hi',
		],
		['content for all but Outlook', '<![if !mso]><p>Hi</p><![endif]>', 'Hi'],
		['the other form of it', '<!--[if !mso]><!--><p>Hi</p><!--<![endif]-->', 'Hi'],
		[
			'settings of Office',
			'<xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><p>Hi<o:p></o:p></p>',
			'Hi',
		],
		['declarations', '<?xml version="1.0"?><!DOCTYPE html><p>Hi</p>', 'Hi'],
		['pictures and fields', '<p>a<img alt="x > y" src=\'"\'>b<input value="c"></p>', 'ab'],
		[
			'the preview of a newsletter',
			'<div style="color:red; DISPLAY : none!important"><div>x</div><br>Preview</div><p>Hi</p>',
			'Hi',
		],
		['hidden tables', "a<table style='display:none'><tr><td>x</td></tr></table>b", 'ab'],
		[
			'hidden paragraphs and cells',
			'<p style=display:none>x</p><p>a</p><table><tr><td style="display: none">x<br>y</td><td>b</td></tr></table>',
			'a\nb',
		],
		[
			'a hidden paragraph that is never closed hides nothing',
			'<p style="display:none">One<p>Two</p><p>Three</p>',
			'One\nTwo\nThree',
		],
		['hidden pictures hide nothing else', '<img style="display:none" src="x">Hi', 'Hi'],
		[
			'what is hidden and never closed hides nothing',
			'<div style="display:none">One<div>Two</div>',
			'One\nTwo',
		],
		['what only speaks of hiding', '<div title="display:none">Hi</div>', 'Hi'],
		['a comment that never ends', '<p>Hi</p><!-- x <p>y</p>', 'Hi'],
		['a style sheet that never ends', '<p>Hi</p><style>p{color:red}', 'Hi'],
		[
			'a title that never ends hides nothing',
			'Please change the <title> of our page.',
			'Please change the of our page.',
		],
		['elements that nobody knows, in HTML', '<p><my-card>a<foo>b</foo></my-card></p>', 'ab'],
	])('%s', (_, html, text) => {
		expect(htmlToText(html)).toBe(text);
	});
});

describe('tags', () => {
	test.each([
		['> in quotes', '<a title="x>y" href=\'>\'>z</a>', 'z'],
		['quotes that are no values', `<p it's "so">a</p>`, 'a'],
		['a value without quotes', '<a href=x?a="b">c</a>', 'c'],
		['a quote that never closes', '<a href="x>y</a>', 'y'],
		['quotes that hide every end', '<b a="x>"', '"'],
		['spaces and line breaks in a tag', '<p\n class = "x"\n>a</p\n>', 'a'],
		['upper case', '<P>a</P><P>b</P>', 'a\nb'],
		['no name', '<p>< p>a</ p></p>', '< p>a</ p>'],
	])('%s', (_, html, text) => {
		expect(htmlToText(html)).toBe(text);
	});
});

describe('entities', () => {
	test.each([
		['&amp;&lt;&gt;&quot;&apos;&#39;', `&<>"''`],
		['&eacute;&Eacute;&euro;&ndash;&mdash;&hellip;&bull;&rsquo;&trade;&copy;', 'éÉ€–—…•’™©'],
		['&amp;lt;', '&lt;'],
		['&#8217;&#x2019;&#X2019;&#128512;', '’’’😀'],
		['&#146;&#150;&#x80;', '’–€'],
		['&#0;&#xD800;&#x110000;&#99999999999999999999;', '\ufffd\ufffd\ufffd\ufffd'],
		['&copy 2026 &nbsp&lt3 &amp;amp &notit; &#65 &#x41 z', '© 2026  <3 &amp ¬it; A A z'],
		['&zothing; & &; &# &#; &#x; &#xg; AT&T R&D', '&zothing; & &; &# &#; &#x; &#xg; AT&T R&D'],
		['&Alpha;&alpha;&thetasym;&frac12;&AMP', 'Αα\u03d1½&'],
		['a&#10;b&#13;&Tab;c', 'a b c'],
		['&zwnj;&#8203;&shy;', '\u200c\u200b\u00ad'],
		[`&#${'0'.repeat(1000)}65;`, 'A'],
		['&hearts', '&hearts'],
		['&Lstrok;&oacute;d&zacute; &ccaron;&odblac;&inodot;&Scedil;&zdot;', 'Łódź čőıŞż'],
		['&&amp&amp;', '&&&'],
	])('%s', (entities, text) => {
		expect(htmlToText(`<p>x${entities}x</p>`)).toBe(`x${text}x`);
	});
});

test('an email as it comes from Outlook reads as its author wrote it', () => {
	expect(htmlToText(OUTLOOK)).toBe(
		[
			'Hello Acme team,',
			'',
			'The quote (1 < 2 pallets) looks good – could you start on Monday?',
			'Best regards,',
			'',
			'Diana Prince',
			'Facility Manager',
			'Tel. +1 415 555 0199',
			'Web themyscira.example',
			'From: Acme Roofing <office@acme.example>',
			'Sent: Monday, 30 November 2026 09:15',
			'To: Diana Prince',
			'Subject: Your quote',
			'',
			'Dear Diana,',
			'here is your quote:',
			'Product Price',
			'Roof “Classic” $1,200.00',
		].join('\n'),
	);
});

test('a reply as it comes from Gmail reads as its author wrote it', () => {
	expect(htmlToText(GMAIL)).toBe(
		[
			'Tuesday works!',
			'',
			"Diana & the kids' dog",
			'',
			'On Mon, Nov 30, 2026 at 9:15\u202fAM Acme <office@acme.example> wrote:',
			'Does Tuesday at ten suit you?',
			'> Our roof leaks.',
		].join('\n'),
	);
});

// None of them takes seconds where the work grows with the length; where it grows with its square, each takes minutes.
test.each([
	['<', ''],
	['<a', ''],
	['<b ', ''],
	['<a href="', ''],
	['<a href=\'x"', ''],
	['<a b="x>" ', ''],
	['<!--', ''],
	['<!-- --!', ''],
	['<!', ''],
	['<![', ''],
	['<style>', ''],
	['<title>', ''],
	['<title></titl', ''],
	['</', ''],
	['&', ''],
	['&#', ''],
	['&#x1', ''],
	['&amp', ''],
	['&aaaaaaaaaaaaaaa', ''],
	['<b ', '>'],
	['<b c="" d="', '<'],
	['<b x c="" d="', '">'],
	['<b x="', '>'],
	['<div>', ''],
	['<div style="display:none">', ''],
	['<div style=display: style="', ''],
	['<p style="white-space', ''],
	['<p style=white-space:pre>\n', ''],
	['<div>a', ''],
	['<td>', '</td>'],
	['<pre>\n', ''],
	['a ', ''],
	['&nbsp;', ''],
	['<br>', ''],
	['\r\n', '<p>'],
])('millions of %j are read in one go', (piece, end) => {
	const html = piece.repeat(Math.ceil(2_000_000 / piece.length)) + end;
	expect(htmlToText(html).length).toBeLessThanOrEqual(html.length);
});

const OUTLOOK = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>RE: Your quote</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!--
/* Font Definitions */
@font-face {font-family:"Calibri";}
p.MsoNormal > span {margin:0cm; font-size:11.0pt;}
--></style>
</head>
<body lang="EN-US" link="#0563C1" style="word-wrap:break-word">
<div class="WordSection1">
<p class="MsoNormal"><span style='font-family:"Calibri",sans-serif'>Hello Acme
team,<o:p></o:p></span></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">The quote (1 &lt; 2&nbsp;pallets) looks good &#8211; could you start on
<b>Monday</b>?<o:p></o:p></p>
<p class="MsoNormal">Best regards,<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<table border="0" cellspacing="0" cellpadding="0"><tbody>
<tr><td colspan="2"><b>Diana Prince</b></td></tr>
<tr><td colspan="2">Facility&nbsp;Manager</td></tr>
<tr><td width="40">Tel.</td><td><a href="tel:+14155550199">+1&nbsp;415&nbsp;555&nbsp;0199</a></td></tr>
<tr><td>Web</td><td><a href="https://themyscira.example/?a=1&b=2" title="a > b">themyscira.example</a><img src="cid:logo" alt=""></td></tr>
</tbody></table>
<div style='border:none;border-top:solid #E1E1E1 1.0pt'>
<p class="MsoNormal"><b>From:</b> Acme Roofing &lt;office@acme.example&gt;<br>
<b>Sent:</b> Monday, 30 November 2026 09:15<br>
<b>To:</b> Diana Prince<br>
<b>Subject:</b> Your quote<o:p></o:p></p>
</div>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<blockquote>
<p>Dear Diana,<br>here is your quote:</p>
<table><thead><tr><th>Product</th><th>Price</th></tr></thead>
<tr><td>Roof &ldquo;Classic&rdquo;</td>
    <td>$1,200.00</td></tr></table>
</blockquote>
<script>track("<p>opened</p>");</script>
</div>
<!--[if mso]><v:rect><v:textbox>Do not show this</v:textbox></v:rect><![endif]-->
</body>
</html>`;

const GMAIL = `<div dir="ltr">Tuesday works!<div><br></div><div>Diana &amp; the kids&#39; dog</div></div><br>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Nov 30, 2026 at 9:15&#8239;AM Acme &lt;<a href="mailto:office@acme.example">office@acme.example</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><div>Does Tuesday at ten suit you?</div>
<div>&gt; Our roof leaks.</div></blockquote></div>`;

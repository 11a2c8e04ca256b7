import { showsAnything } from '../../nodes/HyperRep/html/showsAnything';

test.each([
	...['Hello', '<p>Hello</p>', '<b>.</b>', '&amp;', '&nbsp;!', '1 < 2', '<ada@example.com>', '💥'],
	...['<img src="a.png">', '<p><IMG src=a.png /></p>', '<div><svg/></div>', '<pre> x </pre>'],
	// No emoji yet where this was written, and a sign of an icon font.
	...['\u{1fbff}', '\ue000'],
])('%s shows something', (html) => {
	expect(showsAnything(html)).toBe(true);
});

test.each([
	...['', ' \n\t', '<p></p>', '<p> </p>', '&nbsp;', '<p>&nbsp;&#160;</p>', '<br>', '<br/><br />'],
	...['<div><span style="color: red"></span></div>', '<!-- Hello -->', '<!-- <img src="a"> -->'],
	...[
		'<style>p { color: red }</style>',
		'<script>let a;</script>',
		'<a href="https://a.example"></a>',
	],
	...[
		'\u200b',
		'&#847;',
		'&#8203;',
		'<p>&zwnj;&shy;</p>',
		'<html><head><title>Hi</title></head><body></body></html>',
	],
])('%s shows nothing', (html) => {
	expect(showsAnything(html)).toBe(false);
});

import { messageText } from '../../../nodes/HyperRep/resources/message/messageText';

test.each([
	['an email', { modality: 'email', content: '<p>1 &lt; 2</p><p>Hi</p>' }, '1 < 2\nHi'],
	[
		'an email without HTML',
		{ modality: 'email', content: '1 < 2 and 3 > 2\nHi' },
		'1 < 2 and 3 > 2\nHi',
	],
	[
		'a text message',
		{ modality: 'text', content: ' I <b>mean</b> &amp;\nit ' },
		'I <b>mean</b> &amp;\nit',
	],
	[
		'a text message from Windows',
		{ modality: 'text', content: 'One\r\nTwo\rThree' },
		'One\nTwo\nThree',
	],
	['a form from Windows', { form_request_body: { notes: 'One\r\nTwo' } }, 'notes: One\nTwo'],
	['a chat', { modality: 'live_chat', content: 'Hello<br>you' }, 'Hello\nyou'],
	['a message of no modality', { modality: null, content: '<p>Hi</p>' }, 'Hi'],
	[
		'a call',
		{ modality: 'call', content: null, call_transcript: 'A: Hi.\nB: Hello.' },
		'A: Hi.\nB: Hello.',
	],
	[
		'a call that is also written down',
		{ content: '<p>A call</p>', call_transcript: 'A: Hi.' },
		'A: Hi.',
	],
	[
		'a call without a transcript',
		{ modality: 'call', content: 'Missed', call_transcript: '' },
		'Missed',
	],
	['a form of blanks', { content: 'Hi', form_request_body: [' ', null, '\u00a0'] }, 'Hi'],
	[
		'a call in sentences',
		{ call_transcript: [{ speaker: 'Ada', text: 'Hi' }, { at: 1, who: 'Bob', said: 'No' }, 'Bye'] },
		'Ada: Hi\nat: 1\nwho: Bob\nsaid: No\nBye',
	],
	[
		'a form',
		{
			content: 'A request',
			form_request_body: {
				service: 'Roof',
				urgent: false,
				size: 1800,
				phone: null,
				rooms: ['attic', 'hall'],
				address: { city: 'Reno', zip: '89501' },
				message: 'Hello,\n1 < 2',
			},
		},
		'service: Roof\nurgent: false\nsize: 1800\nphone:\nrooms: attic, hall\naddress:\ncity: Reno\nzip: 89501\nmessage: Hello,\n1 < 2',
	],
	['a form in rows', { form_request_body: [{ name: 'Size', value: 3 }] }, 'Size: 3'],
	[
		'rows in a form',
		{ form_request_body: { fields: [{ name: 'Size', value: 3 }] } },
		'fields:\nSize: 3',
	],
	['a form in rows without an answer', { form_request_body: [{ q: 'Size', a: null }] }, 'Size:'],
	[
		'a form in rows of several',
		{ form_request_body: [{ q: 'Rooms', a: ['x', 'y'] }] },
		'Rooms: x, y',
	],
	['a form as JSON', { form_request_body: ' {"Size": 3, "Roof": "flat"}' }, 'Size: 3\nRoof: flat'],
	['a call as JSON', { call_transcript: '[{"who":"Ada","said":"Hi"}]' }, 'Ada: Hi'],
	['a form that only begins like JSON', { form_request_body: '[Roof] flat' }, '[Roof] flat'],
	['a form as text', { form_request_body: '<b>Size</b>: 3<br>Hi' }, 'Size: 3\nHi'],
	['a form without fields', { content: 'Hi', form_request_body: {} }, 'Hi'],
	['nothing', { content: null, call_transcript: null, form_request_body: null }, ''],
	['fields that are missing', {}, ''],
	['a content that is no text', { content: 7 }, '7'],
])('the text of %s', (_, message, text) => {
	expect(messageText(message)).toBe(text);
});

test('a form that is nested without end is cut', () => {
	let form: Record<string, unknown> = { size: 3 };
	for (let depth = 0; depth < 5000; depth++) form = { a: form };
	expect(messageText({ form_request_body: form as never })).toMatch(/^a:\n(?:a:\n)+…$/);
});

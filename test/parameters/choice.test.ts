import { chooser, multiChoice, optionalChoice } from '../../nodes/HyperRep/parameters/choice';
import { sourceOf } from './source';

const naming = {
	label: 'Direction',
	name: 'direction',
	options: [
		{ name: 'Received', value: 'received' as const },
		{ name: 'Sent', value: 'sent' as const },
	],
};

const optional = optionalChoice({ ...naming, default: 'sent' });
const decisive = chooser({ ...naming, default: 'sent' });
const several = multiChoice({ ...naming, default: ['received', 'sent'] });

const REFUSED = /^'Direction' must be "received" or "sent", but it is /;

test.each([
	['sent', 'sent'],
	[' SENT\n', 'sent'],
	['Received', 'received'],
	['', undefined],
	['  ', undefined],
	[undefined, undefined],
])('%j is read as %j', (direction, expected) => {
	expect(optional.read(sourceOf({ direction }))).toBe(expected);
});

test.each(['maybe', 7, {}, true])('%j is refused', (direction) => {
	expect(() => optional.read(sourceOf({ direction }))).toThrow(REFUSED);
});

test('what decides which fields are shown has its default where it is absent, and takes no expression', () => {
	expect(decisive.fields).toMatchObject([{ noDataExpression: true }]);
	expect(decisive.read(sourceOf({}))).toBe('sent');
	// n8n takes the sign of an expression from it, and beside another spelling drops what belongs to it.
	for (const direction of ['{{ "sent" }}', 'Sent', ' sent']) {
		expect(() => decisive.read(sourceOf({ direction }))).toThrow(REFUSED);
	}
});

test.each<[unknown, string[]]>([
	[undefined, ['received', 'sent']],
	[['sent'], ['sent']],
	['sent, received,', ['sent', 'received']],
	['["sent", "SENT"]', ['sent']],
	[[], []],
	['', []],
])('of several, %j is read as %j', (direction, expected) => {
	expect(several.read(sourceOf({ direction }))).toEqual(expected);
});

test.each([[], '', '[]', ',', null].map((value) => [value]))(
	'of several, an expression that gives %j chooses none, and a model that leaves it empty gets the default',
	(direction) => {
		const typed = (expression: string) => sourceOf({ direction }, { direction: expression });
		expect(() => several.read(typed('={{ $json.direction }}'))).toThrow(
			/^'Direction' (?:is empty|must be)/,
		);
		expect(several.read(typed('={{ $fromAI("direction") }}'))).toEqual(['received', 'sent']);
	},
);

test.each([['sent', 'maybe'], 'sent;received', '["sent"', {}, 7].map((value) => [value]))(
	'of several, %j is refused',
	(direction) => {
		expect(() => several.read(sourceOf({ direction }))).toThrow(REFUSED);
	},
);

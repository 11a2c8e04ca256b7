import { slugOf } from '../../../nodes/HyperRep/resources/conversation/slugOf';

test.each([
	['Sales Follow-Up', 'sales-follow-up', true],
	['B\u00fcro', 'bu\u0308ro', true],
	['B\u00fcro', 'buro', true],
	['\u0930\u093e\u0924\u093e', ' \u0930\u093e\u0924\u093e', true],
	['\u0930\u093e\u0924\u093e', '\u0930\u0940\u0924\u093e', false],
	['inbox', 'inbox 2', false],
])('whether the folders %s and %s are the same: %j', (one, other, isSame) => {
	expect(slugOf(one) === slugOf(other)).toBe(isSame);
});

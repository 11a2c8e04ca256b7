import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn();

test('a run that fails says which items were finished, and what else may have been done', async () => {
	const items = ['A', 'B', 'C', 'D', 'E'].map((name) => ({
		name,
		email: name === 'B' ? 'no address' : '',
	}));
	const { standIn } = fixture;
	// The third one is created, but its response does not arrive.
	standIn.faults.add({
		fault: { kind: 'afterwards', status: 502 },
		matches: ({ body }) => (body as { name: string }).name === 'C',
	});
	const options = { maxConcurrency: 5 };
	const email = '={{ $json.email }}';
	const setup = fixture.contact('create', { name: '={{ $json.name }}', email, options });
	const failure = await failureOf(execute({ ...setup, items }));
	expect(failure).toMatchObject({
		itemIndex: 1,
		message: 'Could not create the contact "B": email: value is not a valid email address',
	});
	const lost = fixture.organization.contacts.visible().map(({ name }) => name);
	expect(lost.sort()).toEqual(['A', 'C', 'D', 'E']);
	expect(failure.description).toMatch(
		/Items .* of 5 were finished\. Item \d: Could not create the contact ".": .*The contact may have been created anyway\. Run only the rest, or use 'Find or Create'\.$/,
	);
});

test.each([
	[['A', '', 'C'], 'Item 1 of 3 was finished'],
	[['A', 'B', '', 'D'], 'Items 1 to 2 of 4 were finished'],
	[['A', '', '', 'D'], 'Item 1 of 4 was finished'],
])('of %j the finished ones are counted as people do', async (names, expected) => {
	const items = names.map((name) => ({ name }));
	const options = { maxConcurrency: 1 };
	const setup = fixture.contact('create', { name: '={{ $json.name }}', options });
	const failure = await failureOf(execute({ ...setup, items }));
	expect(failure.itemIndex).toBe(names.indexOf(''));
	expect(failure.description).toContain(
		` ${expected}. Run only the rest, or use 'Find or Create'.`,
	);
});

test('if running all again does no harm, no message says to run only the rest', async () => {
	const options = { maxConcurrency: 1 };
	const contactId = '={{ $json.id }}';
	const setup = fixture.contact('get', { contactId, options });
	const contact = fixture.organization.contacts.create({ name: 'A' });
	const id = fixture.standIn.idOf('contact', contact);
	const failure = await failureOf(execute({ ...setup, items: [{ id }, { id: '' }, { id }] }));
	expect(failure.description).toMatch(/ Item 1 of 3 was finished\.$/);
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../useStandIn';
import { hintsFor } from '../../dev/n8n/harness';

const fixture = useStandIn();
const NONE: string[] = [];
const WRITTEN = [expect.stringMatching(/the same record is written once for each/)];
const READ = [expect.stringMatching(/the same records are read once for each/)];

const UNUSED = [expect.stringMatching(/e\.g\. custom_fields\.Roof Type\.$/)];

test.each<[string, IDataObject[], string[]]>([
	[
		'fields',
		[{ Email: 'x', phone_number: 'y', 'Phone Number': 'z', 'custom_fields.new': 1 }],
		NONE,
	],
	['custom fields', [{ plan: 'pro', 'Lead-Source': 'web' }], NONE],
	['nothing', [{ email: 'x', 'Roof Type': 'tile' }], UNUSED],
	['nothing, in a later row', [{ email: 'x' }, { 'custom_fields.': 'x' }], UNUSED],
])('before a run, columns with the names of %s', (_, items, expected) => {
	const field = (id: string, displayName: string) => ({ id, displayName });
	const schema = [
		field('name', 'Name'),
		field('email', 'Email'),
		field('phone_number', 'Phone Number'),
		field('custom_fields.Plan', 'Plan'),
		field('custom_fields.lead source', 'lead source'),
	];
	const columns = { mappingMode: 'autoMapInputData', value: null, schema };
	const setup = fixture.contact('create', { dataMode: 'columns', columns });
	expect(hintsFor({ ...setup, items })).toEqual(expected);
	const byHand = { ...columns, mappingMode: 'defineBelow' };
	const { parameters } = setup;
	expect(hintsFor({ ...setup, items, parameters: { ...parameters, columns: byHand } })).toEqual(
		NONE,
	);
});

test.each<[string, string, INodeParameters, string[]]>([
	['contact', 'create', { name: 'Ada' }, WRITTEN],
	['company', 'create', { name: 'Acme' }, WRITTEN],
	['messageDraft', 'create', { toEmail: 'a@example.com', bodyHtml: 'Hi' }, WRITTEN],
	['responseDraft', 'upsert', { bodyHtml: 'Hi' }, WRITTEN],
	['contact', 'findOrCreate', { email: 'a@example.com' }, READ],
	['contact', 'getAll', {}, READ],
	['sale', 'getAll', { filters: { status: 'Accepted' } }, READ],
	['contact', 'create', { name: '={{ $json.name }}' }, NONE],
	['sale', 'getAll', { filters: { status: '={{ $json.status }}' } }, NONE],
	['sale', 'get', { saleId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }, NONE],
	['contact', 'create', { dataMode: 'columns' }, NONE],
	['contact', 'findOrCreate', { dataMode: 'columns' }, NONE],
])('%s %s with %j', (resource, operation, parameters, expected) => {
	const setup = fixture.setup({ resource, operation, ...parameters });
	expect(hintsFor({ ...setup, items: [{}, {}] })).toEqual(expected);
	expect(hintsFor({ ...setup, items: [{}] })).toEqual(NONE);
});

test.each<[string, INodeParameters, boolean]>([
	['HTML as text', { bodyHtml: 'Hello,<br>you' }, true],
	['HTML with attributes as text', { bodyFormat: 'text', bodyHtml: '<p class="x">Hi</p>' }, true],
	['HTML as HTML', { bodyFormat: 'html', bodyHtml: '<p>Hi</p>' }, false],
	['text', { bodyHtml: '1 < 2 and 3 > 2, <ada@example.com>' }, false],
	['a comparison', { bodyHtml: 'if a<b and c>d' }, false],
	['a line break', { bodyHtml: 'Hello,<BR />you' }, true],
	['nothing', { bodyHtml: '' }, false],
])('before a run, a body of %s', (_, body, isShown) => {
	for (const parameters of [
		{ resource: 'messageDraft', operation: 'create', toEmail: 'a@example.com', ...body },
		{ resource: 'responseDraft', operation: 'upsert', ...body },
	]) {
		const hints = hintsFor(fixture.setup(parameters as INodeParameters));
		expect(hints).toEqual(isShown ? [expect.stringContaining("set 'Body Format' to HTML")] : []);
	}
});

test.each(['text', 'html'])('before a run, HTML in a text message as %s', (bodyFormat) => {
	const draft = { resource: 'messageDraft', operation: 'create', modality: 'text', bodyFormat };
	const hints = (bodyHtml: string) => hintsFor(fixture.setup({ ...draft, bodyHtml }));
	expect(hints('Hello')).toEqual([]);
	expect(hints('<p>Hello</p>')).toEqual([
		"'Body' contains HTML, which a text message cannot have: the customer will see the tags.",
	]);
});

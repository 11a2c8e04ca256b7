import type { INodeParameters } from 'n8n-workflow';

import { useStandIn } from '../../dev/n8n/fixture';
import { hintsFor } from '../../dev/n8n/harness';

const fixture = useStandIn();
const NONE: string[] = [];
const WRITTEN = [expect.stringMatching(/as many identical records are written/)];
const READ = [expect.stringMatching(/the same records are read once for each/)];

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

import { createRunExecutionData } from 'n8n-workflow';

import { failureOf, useStandIn } from '../useStandIn';
import { execute } from '../../dev/n8n/harness';

const fixture = useStandIn();

/** A node that n8n runs again from its first item. */
const again = (names: string[], more: object = {}) => ({
	...fixture.contact('create', { name: '={{ $json.name }}', email: '={{ $json.email }}' }),
	items: names.map((name) => ({ name, email: name === 'bad' ? 'no address' : '' })),
	runData: createRunExecutionData(),
	retryOnFail: true,
	...more,
});
const created = () =>
	fixture.organization.contacts
		.visible()
		.map(({ name }) => name)
		.sort();

test.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'creates nothing twice, with the setting On Error: %s',
	async (onError) => {
		const setup = again(['bad', 'A', 'B', 'A'], { onError });
		for (let n = 0; n < 3; n++) {
			const result = execute(setup);
			if (onError === undefined) await failureOf(result);
			else expect(await result).toHaveLength(4);
		}
		expect(created()).toEqual(['A', 'A', 'B']);
	},
);

test('does not create either what may have been created', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'afterwards', status: 502 }, times: 1 });
	const setup = again(['A']);
	const failures = [await failureOf(execute(setup)), await failureOf(execute(setup))];
	expect(failures.map(({ message }) => message.includes('may have been created anyway'))).toEqual([
		true,
		true,
	]);
	expect(created()).toEqual(['A']);
});

test.each([undefined, 'continueErrorOutput'] as const)(
	'creates nothing twice where values change from try to try, with the setting On Error: %s',
	async (onError) => {
		const setup = again(['bad', 'A'], { onError });
		const customFields = {
			field: [{ name: 'at', value: '={{ $now.toISO() + Math.random() }}' }],
		};
		setup.parameters = { ...setup.parameters, additionalFields: { customFields } };
		for (let n = 0; n < 3; n++) await execute(setup).catch(() => undefined);
		expect(created()).toEqual(['A']);
	},
);

test('creates what it has not created, and gives all of it', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 400 }, skip: 1, times: 1 });
	const setup = again(['A', 'B', 'C']);
	const options = { maxConcurrency: 1 };
	setup.parameters = { ...setup.parameters, options };
	await failureOf(execute(setup));
	const output = await execute(setup);
	expect(output.map(({ json }) => json.name)).toEqual(['A', 'B', 'C']);
	expect(created()).toEqual(['A', 'B', 'C']);
	// The end of it: what comes after is another run.
	await execute(setup);
	expect(created()).toHaveLength(6);
});

test.each(['', 'no', null, 0, { code: 1 }])(
	'creates nothing twice where HyperRep sends a record with the error %j',
	async (error) => {
		fixture.standIn.faults.add({
			fault: { kind: 'change', change: (record) => ({ ...record, error }) },
			matches: ({ method }) => method === 'POST',
		});
		for (const onError of [undefined, 'continueRegularOutput'] as const) {
			const setup = again(['A', 'B'], { onError });
			const before = created().length;
			for (let n = 0; n < 3; n++)
				expect(await execute(setup)).toMatchObject([{ json: { error } }, {}]);
			expect(created()).toHaveLength(before + 2);
		}
	},
);

test('creates again when the execution is retried from the list of executions', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'afterwards', status: 502 }, times: 1 });
	const setup = again(['A', 'B'], {});
	setup.parameters = { ...setup.parameters, options: { maxConcurrency: 1 } };
	expect((await failureOf(execute(setup))).message).toMatch(/may have been created anyway$/);
	// n8n takes what it has kept of the execution.
	const runData = JSON.parse(JSON.stringify(setup.runData)) as typeof setup.runData;
	expect(await execute({ ...setup, runData })).toHaveLength(2);
	expect(created()).toEqual(['A', 'A', 'B']);
});

test('does not take what another operation has written for its own', async () => {
	const setup = again(['A', 'bad']);
	await failureOf(execute(setup));
	const company = { ...setup.parameters, resource: 'company' };
	const companies = await execute({ ...setup, parameters: company });
	expect(companies).toMatchObject([
		{ json: { company_id: expect.any(String), name: 'A' } },
		{ json: { company_id: expect.any(String), name: 'bad' } },
	]);
});

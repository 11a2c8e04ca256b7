import { loggerOf } from '../../dev/n8n/harness';
import { MINUTE } from '../../dev/standIn/microseconds';
import type { OrganizationOptions, StoredSale } from '../../dev/standIn/store';
import { World } from './fixture';
import { saleStatusChanged } from './subjects';

// The audit log may show only what the API key has changed itself; the sales' own histories have the rest.

let world: World;
let sale: StoredSale;
let warnings: string[];

afterEach(() => jest.restoreAllMocks());

async function start(auditLogShows: OrganizationOptions['auditLogShows']) {
	const list = {
		subject: saleStatusChanged,
		order: 'newestFirst' as const,
		ids: 're-encoded' as const,
	};
	world = await new World(list, { auditLogShows }).start();
	sale = world.organization.addSale();
	warnings = [];
	jest
		.spyOn(loggerOf(world.setup()), 'warn')
		.mockImplementation((message) => void warnings.push(message));
}

/** Moves both clocks on, and lets the status change. */
function change(label: string, isOwn = false, minutes = 60): void {
	world.pass(60 * minutes);
	world.organization.changeSaleStatus(sale, label, { isOwn });
	world.pass(11 * 60);
	const now = Date.now() + (minutes + 11) * 60_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

const salesPages = () =>
	world.standIn.requests.filter(({ path }) => path.endsWith('/sales')).length;

test('what a log of own changes lacks is said once, with what to do', async () => {
	await start('own');
	await world.activate();
	change('Accepted', true);
	expect(await world.poll()).toHaveLength(1);
	expect(warnings).toEqual([]);
	for (const label of ['Won', 'Lost', 'Open']) {
		change(label);
		expect(await world.poll()).toEqual([]);
	}
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toMatch(
		/audit log lacks a status change .*"Won".*ask HyperRep for an API key/,
	);
});

test('a test event says it too', async () => {
	await start('own');
	change('Accepted', true);
	change('Won');
	await world.trigger.fetchTestEvent();
	expect(warnings).toHaveLength(1);
});

test('publishing says it of the last day only', async () => {
	await start('own');
	world.organization.changeSaleStatus(sale, 'Old', { at: world.time - 1441 * MINUTE });
	await world.activate();
	expect(warnings).toEqual([]);
	await start('own');
	world.organization.changeSaleStatus(sale, 'New', { at: world.time - 11 * MINUTE });
	await world.activate();
	expect(warnings).toHaveLength(1);
});

test('a log that has everything is compared once an hour at most, and a day in all', async () => {
	await start('all');
	await world.activate();
	for (let n = 0; n < 60; n++) {
		change(`Status ${n}`, false, n % 2 === 0 ? 5 : 60);
		expect(await world.poll()).toHaveLength(1);
	}
	expect(salesPages()).toBe(24);
	expect(warnings).toEqual([]);
});

test('a slow comparison leaves time for the contacts', async () => {
	const list = {
		subject: saleStatusChanged,
		order: 'newestFirst' as const,
		ids: 'stable' as const,
	};
	world = await new World(list).start();
	const { organization } = world;
	const contact = organization.contacts.create({ name: 'Ada' }).number;
	sale = organization.addSale({ contacts: [{ contact, is_primary: true }] });
	world.pass(1);
	organization.changeSaleStatus(sale, 'Won');
	const matches = ({ path }: { path: string }) => path.endsWith('/sales');
	world.standIn.faults.add({ fault: { kind: 'silence' }, matches });
	world.trigger.change({ startFrom: 'all' });
	world.trigger.budget = 1500;
	expect(await world.trigger.poll()).toMatchObject([{ contact: { name: 'Ada' } }]);
});

test('a comparison that fails fails no poll, and is made later', async () => {
	await start('own');
	const matches = ({ path }: { path: string }) => path.endsWith('/sales');
	world.standIn.faults.add({ fault: { kind: 'status', status: 404 }, matches });
	await world.activate();
	change('Won');
	expect(await world.poll()).toEqual([]);
	expect(warnings).toEqual([]);
	world.standIn.faults.clear();
	change('Lost');
	expect(await world.poll()).toEqual([]);
	expect(warnings).toHaveLength(1);
});

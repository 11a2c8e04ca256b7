import { useStandIn } from '../useStandIn';
import type { Client } from '../../nodes/HyperRep/api/Client';
import { systemClock } from '../../nodes/HyperRep/sharing/systemClock';
import { Readings } from '../../nodes/HyperRep/sharing/Readings';
import { connect, LIST } from '../api/connect';

const fixture = useStandIn({ longestPage: 5 });

let client: Client;
let readings: Readings;

beforeEach(async () => {
	const root = await connect({ baseUrl: fixture.standIn.url });
	client = root.inOrganization(fixture.standIn.idOf('organization', fixture.organization));
	readings = new Readings(systemClock.now, () => {});
	for (let n = 0; n < 20; n++) fixture.organization.contacts.create({ name: `${n}` });
});

/** Somebody who reads the list in order: each call of what this gives reads the next page. */
const open = () => {
	const reader = { client, since: 0, maxAge: Infinity, isOrdered: true };
	const pages = readings.of(client, { path: ['contacts'], purpose: LIST }).pages(reader);
	return async () => {
		const { value, done } = await pages.next();
		return done === true ? 'end' : [...value.records.all()].flat()[0]?.name;
	};
};

test('one who reads in order gets no page twice where others begin again', async () => {
	fixture.standIn.faults.add({ fault: { kind: 'status', status: 422 }, skip: 2, times: 1 });
	const [slow, unlucky] = [open(), open()];
	expect([await slow(), await unlucky()]).toEqual(['19', '19']);
	expect(await unlucky()).toBe('14');
	await expect(unlucky()).rejects.toThrow('Could not list');
	expect(await slow()).toBe('14');
	// One who comes now begins at the top, and the slow one goes on by itself.
	const next = open();
	expect([await next(), await slow()]).toEqual(['19', 'end']);
	expect([await next(), await next(), await next(), await next()]).toEqual(['14', '9', '4', 'end']);
});

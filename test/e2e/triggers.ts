import { waitFor } from '../../dev/realN8n/watch';
import type { Organization } from '../../dev/standIn/store';
import { Course, EVERY_FIVE_SECONDS } from './course';
import { HAPPENINGS, type Happening } from './happenings';
import { useHyperRep } from './hyperRep';
import type { N8nUnderTest } from './n8nUnderTest';

const SECONDS_FOR_POLLS = 90;
/** In the list without an order; at 0.4 s a page a poll takes ten seconds, and one begins every five. */
const SLOW_CONTACTS = 12_000;
const SLOW_PAGE = 400;
/** n8n needs less than that from its stop to its start. */
const SECONDS_TO_RESTART = 50;
/** While n8n is stopped. */
const IMPORTED = 700;

/**
 * Triggers through what happens to n8n and to HyperRep over the weeks, all at the same time. The
 * tests build on one another; the last ones take stock.
 */
export function testTriggers(n8n: N8nUnderTest): void {
	const hyperRep = useHyperRep(n8n, 'Triggers');
	const { standIn } = hyperRep;
	const [contactCreated] = HAPPENINGS as [Happening];
	const courses: Course[] = [];
	/** Two in one workflow, and one whose polls take longer than from one to the next. */
	const names = [...HAPPENINGS.map(({ event }) => event), 'quick', 'slow', 'slow alone'];

	const organizationFor = (name: string, order?: 'none'): Organization =>
		standIn.addOrganization(name, order === undefined ? {} : { order });

	const addSlow = (name: string): Organization => {
		const organization = organizationFor(name, 'none');
		organization.contacts.createMany(
			Array.from({ length: SLOW_CONTACTS }, (_, n) => ({
				fields: { name: `Old ${n}` },
				createdAt: standIn.clock() - (SLOW_CONTACTS - n) * 60_000_000,
			})),
		);
		return organization;
	};

	/** One workflow is polled twice at each of its moments: the same times again, written otherwise. */
	const timesOf = ({ event }: Happening): string[] => {
		if (event !== 'companyCreated') return EVERY_FIVE_SECONDS;
		return [...EVERY_FIVE_SECONDS, ...EVERY_FIVE_SECONDS.map((time) => time.replace('*', '*/1'))];
	};

	const each = async (act: (course: Course) => Promise<void>) =>
		await Promise.all(courses.map(act));

	/** Activates all at the same time; with each, something happens as soon as it is active. */
	const activateAll = async (times: number) =>
		await Promise.all(
			workflows().map(async (workflow) => {
				await n8n.client.activate(workflow);
				for (const course of courses) if (course.workflow === workflow) course.happen(times);
			}),
		);

	/** Activates one whose first poll comes only after n8n was stopped and started. */
	const activateForLater = async (): Promise<Course> => {
		const organization = organizationFor('stopped before the first poll');
		organization.contacts.create({ name: 'Old' });
		const second = new Date(Date.now() + SECONDS_TO_RESTART * 1000).getSeconds();
		const times = [`${second} * * * * *`];
		const [course] = await Course.save(n8n, hyperRep, contactCreated, [organization], times);
		if (course === undefined) throw new Error('No course was saved');
		await n8n.client.activate(course.workflow);
		course.happen(2);
		return course;
	};

	const workflows = () => [...new Set(courses.map(({ workflow }) => workflow))];

	/** Waits until HyperRep was asked again for each, more often than before. */
	const untilPolled = async (times: number) =>
		await each(async (course) => {
			const before = course.requests;
			await waitFor(
				`${times} more polls of "${course.name}"`,
				async () => (course.requests >= before + times ? true : undefined),
				{ seconds: SECONDS_FOR_POLLS },
			);
		});

	beforeAll(async () => {
		for (const happening of HAPPENINGS) {
			const organization = organizationFor(happening.event);
			happening.prepare(organization);
			const times = timesOf(happening);
			courses.push(...(await Course.save(n8n, hyperRep, happening, [organization], times)));
		}
		const quick = organizationFor('quick');
		for (let n = 0; n < 20; n++) quick.contacts.create({ name: `Old ${n}` });
		const both = [quick, addSlow('slow')];
		courses.push(...(await Course.save(n8n, hyperRep, contactCreated, both)));
		const alone = [addSlow('slow alone')];
		courses.push(...(await Course.save(n8n, hyperRep, contactCreated, alone)));
		for (const course of courses) if (course.name.startsWith('slow')) course.slowDown(SLOW_PAGE);
	});

	test('start on what happens after their activation, and before the first poll after it', async () => {
		await activateAll(2);
		await each(async (course) => await course.waitForAll());
		for (const course of courses) course.happen(1);
		await each(async (course) => await course.waitForAll());
	});

	test('start on what happened while n8n was stopped', async () => {
		const stopped = await activateForLater();
		await n8n.stop();
		for (const course of courses) course.happen(course.name.endsWith('Created') ? IMPORTED : 3);
		await n8n.start();
		await each(async (course) => await course.waitForAll());
		await stopped.waitForAll();
		expect((await stopped.log.keys()).sort()).toEqual([...stopped.happened].sort());
		await n8n.client.deactivate(stopped.workflow);
	});

	test('resume after HyperRep failed for a while', async () => {
		const { faults } = standIn;
		let isDown = true;
		faults.addFirst({ fault: { kind: 'status', status: 503 }, matches: () => isDown });
		for (const course of courses) course.happen(1);
		await each(async ({ log }) => await log.waitForError(/^Could not .*503/));
		isDown = false;
		await each(async (course) => await course.waitForAll());
	});

	test('resume where they left off after they were deactivated and activated', async () => {
		for (const workflow of workflows()) await n8n.client.deactivate(workflow);
		for (const course of courses) course.happen(2);
		await activateAll(1);
		await each(async (course) => await course.waitForAll());
		// What comes twice would come with the next polls.
		await untilPolled(6);
		for (const workflow of workflows()) await n8n.client.deactivate(workflow);
	});

	test.each(names)('%s: each exactly once', async (name) => {
		const course = courses.find((one) => one.name === name)!;
		expect((await course.log.keys()).sort()).toEqual([...course.happened].sort());
	});

	test.each(names)('%s: no poll failed but those that HyperRep refused', async (name) => {
		const course = courses.find((one) => one.name === name)!;
		const errors = (await course.log.errors()).filter((error) => !/^Could not .*503/.test(error));
		expect(errors).toEqual([]);
	});
}

import { createInTurn } from '../bareLoop';
import { digest, expectSame } from '../checksum';
import {
	HTTP_REQUEST,
	loopContender,
	PACKAGE,
	targetIn,
	workflowContender,
	type Findings,
	type Lab,
} from '../lab';
import { limitOfRatio } from '../limit';
import { createByHttpRequest, createByPackage, type NewContact } from '../n8n/workflows';
import { alternate, ratios } from '../series';

const IN_TURN = 'bare loop, one after the other';
const LATENCY = 50;
/** So many show the loop's code to Node; all of them would take half a minute more. */
const WARM_UP = 20;

/**
 * Creates contacts by this package, by HTTP Request, and one after the other in a bare loop, which
 * n8n does not slow down. Each run finds an empty organization, and leaves each contact there once.
 */
export async function createContacts(lab: Lab): Promise<Findings> {
	const { server, sizes, watch } = lab;
	const { id } = await server.call('addOrganization', { contacts: 0, order: 'newestFirst' });
	await server.call('setLatency', { milliseconds: LATENCY });
	const target = targetIn(lab, id);
	const contacts = Array.from({ length: sizes.create }, (_, n) => newContact(n));
	const empty = async () => await server.call('empty', { id });
	// The names are in the order of the items, so this says what is there in the order it came out.
	const expected = async () => await server.call('digestByName', { id });
	const expectAll = async () => ({ ...(await expected()), count: contacts.length });
	const loop = loopContender(
		lab,
		IN_TURN,
		async () => await createInTurn(target, contacts),
		async (result) => expectSame(IN_TURN, digest(result), await expectAll()),
		empty,
	);
	const contenders = [
		await workflowContender(lab, PACKAGE, createByPackage(target, contacts), expectAll, empty),
		{ ...loop, warmUp: async () => await createInTurn(target, contacts.slice(0, WARM_UP)) },
		await workflowContender(
			lab,
			HTTP_REQUEST,
			createByHttpRequest(target, contacts),
			expectAll,
			empty,
		),
	];
	const work = `create ${contacts.length.toLocaleString('en')}, ${LATENCY} ms`;
	const series = await alternate(work, contenders, sizes.rounds, watch);
	await server.call('setLatency', { milliseconds: 0 });
	await server.call('removeOrganization', { id });
	const faster = ratios(series, IN_TURN, PACKAGE);
	return {
		series: [series],
		limits: [limitOfRatio(work, faster, { atLeast: 8 }, 'faster than one after the other')],
	};
}

function newContact(n: number): NewContact {
	const number = String(n).padStart(6, '0');
	return { name: `Created ${number}`, email: `created.${number}@example.com` };
}

import { byId } from '../../dev/n8n/locator';
import { count, expecting, HTTP_REQUEST, PACKAGE, type Lab } from '../Lab';
import { goal, ratios, type Findings } from '../measure';
import { chain, httpRequest, hyperRep, paged, rows, splitOut } from '../n8n/workflows';
import { messageText } from '../records';

/** Reads all messages of many conversations, each by a list of its own. */
export async function messages(lab: Lab): Promise<Partial<Findings>> {
	const { count: conversations, messages: each } = lab.sizes.conversations;
	const work = `all messages of ${count(conversations)} conversations, 50 ms`;
	return await lab.inOrganization({ conversations, messages: each }, async (target) => {
		const { baseUrl, organizationId: id } = target;
		const ids = await lab.server.call('ids', { id, of: 'conversation' });
		await lab.server.call('behave', { latency: 50 });
		const conditions = expecting(
			Array.from({ length: conversations * each }, (_, n) => ({
				content: messageText(conversations - 1 - Math.floor(n / each), n % each),
			})),
		);
		const input = rows(ids.map((conversationId) => ({ id: conversationId })));
		const conversationId = byId('={{ $json.id }}');
		const node = hyperRep(target, 'message', 'getAll', { conversationId, returnAll: true });
		const url = `=${baseUrl}/api/v2/organizations/${id}/conversations/{{ $json.id }}/messages`;
		const read = [httpRequest(target, paged(url)), splitOut()];
		const series = await lab.alternate(work, [
			await lab.workflow(PACKAGE, chain('This package: messages', input, [node]), conditions),
			await lab.workflow(HTTP_REQUEST, chain('HTTP Request: messages', input, read), conditions),
		]);
		const ratio = ratios(series, PACKAGE, HTTP_REQUEST);
		return { series: [series], goals: [goal(work, ratio, { atMost: 1 }, '× HTTP Request')] };
	});
}

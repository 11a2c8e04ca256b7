import { within, type Call } from '../call';
import { readWindow, type Window } from '../dates';
import { SECOND } from '../microseconds';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { MessageList, type StoredMessage } from './messages';

const CONVERSATIONS = `${ORGANIZATION}/analytics/conversations`;

export const analyticsRoutes: Route[] = [
	{ method: 'GET', path: CONVERSATIONS, respond: conversationMetrics },
	{
		method: 'GET',
		path: `${CONVERSATIONS}/response-rate`,
		respond: (call) => ({ responseRateStats: conversationMetrics(call).responseRateStats }),
	},
];

function conversationMetrics(call: Call) {
	const window = readWindow(call.query, true);
	if (window.start > call.now || window.end > call.now) {
		throw new Refusal(400, 'start_date and end_date cannot be in the future');
	}
	return measure(call.list(MessageList), window);
}

/** Counts the messages that were sent or received in a window, its end excluded. */
function measure(messages: MessageList, window: Window) {
	const isWithin = within(window, messages.dateOf, 'exclusive').test;
	const counted = messages.visible().filter((each) => each.sentAt !== null && isWithin(each));
	const byConversation = new Map<number, StoredMessage[]>();
	for (const message of counted) {
		const others = byConversation.get(message.conversation);
		if (others === undefined) byConversation.set(message.conversation, [message]);
		else others.push(message);
	}
	const waits = [...byConversation.values()].map(waitOf).filter((wait) => wait !== 'not received');
	const answered = waits.filter((wait) => typeof wait === 'number');
	const seconds = answered.reduce((sum, wait) => sum + wait, 0) / Math.max(answered.length, 1);
	const sent = counted.filter(isSent).length;
	const having = (modality: string) =>
		counted.filter((message) => message.modality === modality && !message.is_form_request).length;
	return {
		responseRateStats: {
			numConversationsRespondedTo: answered.length,
			numConversationsReceived: waits.length,
			responseRate: waits.length === 0 ? 0 : answered.length / waits.length,
		},
		responseTimeStats: { responseTime: Math.round(seconds) },
		volumeStats: {
			numMessagesReceived: counted.length - sent,
			numMessagesSent: sent,
			totalConversations: byConversation.size,
		},
		modalityStats: {
			textMessages: having('text'),
			calls: having('call'),
			emails: having('email'),
			liveChats: having('live_chat'),
			formRequests: counted.filter((message) => message.is_form_request).length,
		},
	};
}

const isSent = (message: StoredMessage) => message.message_direction === 'sent';

/** How long a conversation's first received message waited for a reply, in seconds. */
function waitOf(messages: StoredMessage[]): number | 'unanswered' | 'not received' {
	const timeOf = (message: StoredMessage) => message.sentAt ?? message.createdAt;
	const inOrder = [...messages].sort((a, b) => timeOf(a) - timeOf(b));
	const received = inOrder.find((message) => !isSent(message));
	if (received === undefined) return 'not received';
	const reply = inOrder.find((each) => isSent(each) && timeOf(each) > timeOf(received));
	return reply === undefined ? 'unanswered' : (timeOf(reply) - timeOf(received)) / SECOND;
}

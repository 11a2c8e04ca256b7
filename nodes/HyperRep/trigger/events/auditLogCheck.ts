import type { IDataObject } from 'n8n-workflow';

import { organization } from '../../parameters/organization';
import { auditLogKind } from '../../resources/auditLog/kind';
import { saleKind } from '../../resources/sale/kind';
import {
	DAY,
	fromMilliseconds,
	MINUTE,
	parseTimestamp,
	shift,
	toTimestamp,
	type Microseconds,
} from '../../time/microseconds';
import { isObject } from '../../values/objects';
import type { PollRun } from '../TriggerEvent';
import { statusChangesOf } from './auditLog';

// HyperRep's documentation says that the audit log is scoped to the API key's client. If that means this key
// only, people's changes are not in it, and the trigger would wait for them forever. The sales' own histories
// have them.

/** How often the log is compared, in milliseconds of this machine's clock. */
const EVERY = 3_600_000;

/** How many times it is compared, as long as it lacks nothing. */
const MAX_CHECKS = 24;

/** Older changes are not compared: nobody knows how long the log keeps them. */
const COMPARED = DAY;

/** How many changes are compared, and how many sales are read for that. */
const MAX_CHANGES = 20;
const MAX_SALES = 100;

/** By how much the dates of a change may differ between a sale and the log. */
const TOLERANCE = 5 * MINUTE;

/**
 * How long a comparison may take, in milliseconds, and as a share of the poll's time, since the poll itself
 * needs some.
 */
const [TIME, SHARE] = [10_000, 1 / 2];

/** What is remembered of the comparisons. */
export interface AuditLogChecks {
	/** In epoch milliseconds of this machine. */
	last: number;
	/** How many there were; the maximum once something was missing. */
	count: number;
}

interface StatusChange {
	to: string;
	at: Microseconds;
}

/**
 * Compares the newest sales' changes with the audit log, and warns in n8n's log if it lacks some.
 *
 * @returns what to remember; as before if it is too early, or HyperRep does not respond
 */
export async function checkAuditLog(
	run: PollRun,
	before: AuditLogChecks = { last: 0, count: 0 },
): Promise<AuditLogChecks> {
	const now = Date.now();
	const isEarly = before.count >= MAX_CHECKS || Math.abs(now - before.last) < EVERY;
	if (isEarly || run.isTimeUp()) return before;
	const time = Math.min(TIME, (run.until - now) * SHARE);
	const client = run.client.within({ until: now + time });
	// The trigger works without the comparison: if HyperRep fails, it is made later.
	const missing = await findMissing({ ...run, client }).catch(() => undefined);
	if (missing === undefined) return { ...before, last: now };
	const [first] = missing;
	if (first === undefined) return { last: now, count: before.count + 1 };
	run.log(
		`HyperRep's audit log lacks ${missing.length === 1 ? 'a status change' : `${missing.length} status changes`} that the sales have, such as the one to "${first.to}" at ${toTimestamp(first.at)}. It may show only changes made with this API key. Sale Status Changed and Record Changed emit only what it shows: ask HyperRep for an API key that can see all changes`,
	);
	return { last: now, count: MAX_CHECKS };
}

/** The sales' changes that the audit log lacks; `undefined` if the log is too long. */
async function findMissing({ client, lookBack }: PollRun): Promise<StatusChange[] | undefined> {
	const purpose = { doing: 'compare the audit log with the sales', labels: organization.labels };
	const page = await client.getPage({
		path: [saleKind.path],
		noun: saleKind.plural,
		purpose,
		limit: MAX_SALES,
	});
	if (page.serverTime === undefined) return undefined;
	const time = fromMilliseconds(page.serverTime);
	// A change that may still become visible in the log is not missing yet.
	const until = shift(time, -lookBack - TOLERANCE);
	const changes = page.records
		.flatMap(changesOf)
		.filter(({ at }) => at > shift(time, -COMPARED) && at < until)
		.sort((a, b) => b.at - a.at)
		.slice(0, MAX_CHANGES);
	const oldest = changes.at(-1);
	if (oldest === undefined) return [];
	const log = await client.getPage({
		path: [auditLogKind.path],
		noun: auditLogKind.plural,
		purpose,
		query: {
			record_type: 'sale',
			action_type: 'update',
			start_date: toTimestamp(shift(oldest.at, -TOLERANCE)),
			end_date: toTimestamp(time),
		},
	});
	if (log.nextCursor !== null) return undefined;
	const logged = log.records
		.flatMap(statusChangesOf)
		.flatMap(({ status_change: { to }, occurred_at }) => statusChange(to, occurred_at));
	return changes.filter(
		({ to, at }) => !logged.some((one) => one.to === to && Math.abs(one.at - at) <= TOLERANCE),
	);
}

/** The changes in a sale's history. Its first status is not a change: the sale was created with it. */
function changesOf({ status_history: history }: IDataObject): StatusChange[] {
	const [, ...later]: unknown[] = Array.isArray(history) ? history : [];
	return later.filter(isObject).flatMap(({ label, changed_at }) => statusChange(label, changed_at));
}

function statusChange(to: unknown, date: unknown): StatusChange[] {
	const at = parseTimestamp(date);
	return typeof to === 'string' && at !== undefined ? [{ to, at }] : [];
}

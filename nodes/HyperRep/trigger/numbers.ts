import { DAY, MINUTE } from '../time/microseconds';

// The trigger's numbers, each with its reason. Spans are in microseconds.

/** By how much the clocks of servers may differ. */
export const SKEW = MINUTE / 2;

/**
 * By how much a list in the order of arrival may be out of order: some transactions take minutes. So each poll reads as
 * far back as the default look-back.
 */
export const SLACK = 5 * MINUTE + SKEW;

/** How many steps down in a row show an order. A list in no order has them by chance once in six billion times. */
export const ENOUGH_STEPS = 12;

/** How many records a first look at the top takes: thrice what shows an order, so that some new ones fit in. */
export const SHORT_PAGE = 40;

/** How many old records a tail keeps, and from how many on a nearer one is worth a request. */
export const [TAIL_KEEPS, TAIL_GROWS_TO] = [15, 65];

/** A full pass of 60,000 records costs as much as a day of short pages. */
export const FULL_PASS_EVERY = DAY;

/** In each look-back so many polls read as far back as it goes: a late record is at most so much later. */
export const DEEP_POLLS = 20;

/** How many requests a poll makes while nothing is urgent, so that a full pass is no burst. */
export const QUIET_REQUESTS = 3;

/**
 * A tail that has never grown may be frozen, since some cursors show a list as it was. Of `n` pages, it is
 * checked after `n * n / 64` polls; of a list beyond 50,000 records, the daily full pass has to do.
 */
export const pollsUntilCheck = (pages: number): number =>
	pages > 100 ? Infinity : (pages * pages) / 64;

/** How many records are remembered that may be known ones, edited and moved. */
export const MAX_DOUBTFUL = 5000;

/** How many records that may be new one poll reads, so that they fit into memory; the next one reads on. */
export const MAX_AT_ONCE = 100_000;

/** How many pages with records that must wait for their turn a pass reads before it emits those. */
export const MAX_WAITING_PAGES = 250;

/** How many records are remembered, so that the state stays below 1 MB; up to the second number with all hashes. */
export const [MAX_KNOWN, MAX_WITH_ALL_HASHES] = [90_000, 20_000];

/** The share of them that is free when a pass reads on, so that what it finds can wait for its turn. */
export const ROOM = 1 / 9;

/** How many records without a readable date are remembered. */
export const MAX_UNREADABLE = 500;

/** How many full pages are read at the beginning, to see the order. If they show none, the server's clock decides. */
export const MAX_PAGES_TO_BEGIN = 3;

/** How many pages without a record to show a test event reads. */
export const MAX_EMPTY_PAGES = 5;

/** How many conversations with news one poll takes, and with how many waiting no others are looked for. */
export const [CONVERSATIONS_A_POLL, MANY_WAITING] = [1000, 500];

/**
 * How many conversations are read again in a poll with nothing new, beside two pages of a full pass; where many are
 * due, that share of them.
 */
export const [AGAIN_A_POLL, SHARE_A_POLL] = [2, 1 / 20];

/** How many conversations that are dated ahead are read again in each poll. */
export const MAX_AHEAD_A_POLL = 3;

/** How many conversations are read at an activation, which takes 20 requests at the most, and for a test event. */
export const [READ_AT_BEGIN, READ_FOR_TEST] = [12, 5];

/** More conversations of one page that are ahead of the server's clock show that the clock is behind. */
export const MAX_AHEAD = 16;

/** Of messages: how many conversations the scan remembers, messages, cursors, and starts that several have. */
export const [MAX_CONVERSATIONS, MAX_MESSAGES] = [40_000, 9000];
export const [MAX_CURSORS, MAX_SHARED] = [16_000, 5000];

/** How many characters the state of messages has at the most, beside what waits. */
export const MAX_STATE = 900_000;

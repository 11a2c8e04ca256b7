#!/usr/bin/env bash
# cron: a daily time within the hour that spring skips runs at the hour's end in Berlin, keeps its minutes in
# Sydney, and runs twice on Lord Howe Island, the first time before it is due.
# Exits 0 while this is so, 1 when it has changed, 2 when the packages could not be installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts cron@4.4.0 >&2 || exit 2

node << 'JS'
const { CronTime } = require('cron');
const { version } = require('cron/package.json');

/** When a daily time runs on a day, in the zone's own time. */
function runsOn(day, expression, zone) {
	const time = new CronTime(expression, zone);
	const runs = [];
	let date = new Date(`${day}T12:00:00Z`);
	date.setUTCDate(date.getUTCDate() - 1);
	for (;;) {
		const next = time.getNextDateFrom(date, zone);
		if (next.toISODate() > day) return `${zone} ${runs.join(' and ')}`;
		runs.push(next.toFormat('HH:mm'));
		date = next.toJSDate();
	}
}
const actual = [
	runsOn('2026-03-29', '0 30 2 * * *', 'Europe/Berlin'), // 02:00 to 03:00 is skipped
	runsOn('2026-10-04', '0 30 2 * * *', 'Australia/Sydney'), // 02:00 to 03:00 is skipped
	runsOn('2026-10-04', '0 15 2 * * *', 'Australia/Lord_Howe'), // 02:00 to 02:30 is skipped
].join(', ');
console.log(`version:  cron ${version}`);
console.log('expected: once in each zone, by one rule (03:30 in both, 02:45), or not at all');
console.log(`actual:   ${actual}`);
const known = 'Europe/Berlin 03:00, Australia/Sydney 03:30, Australia/Lord_Howe 01:45 and 02:45';
process.exit(actual === known ? 0 : 1);
JS

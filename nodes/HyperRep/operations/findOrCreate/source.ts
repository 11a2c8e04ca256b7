import { onAbort } from '../../concurrency/onAbort';
import { lastMinute, MAX_AGE } from '../../sharing/LastMinute';
import { creationsOf } from '../createRecord';
import type { Scope } from '../Operation';
import { pathOf, type RecordKind } from '../RecordKind';
import type { Source } from './Directory';
import { keysOf } from './matchKeys';

const readings = lastMinute.readings();

/** The records of a kind in an organization, which all executions of this process read together. */
export function sourceOf(
	kind: RecordKind,
	{ item: { client }, run, purpose }: Pick<Scope, 'item' | 'run' | 'purpose'>,
): Source {
	const list = {
		path: pathOf(kind),
		noun: kind.plural,
		purpose: purpose(`look for the ${kind.noun}`),
	};
	const { cancel } = run;
	const reader = { client: client.within({ cancel }), maxAge: MAX_AGE, cancel };
	const creations = creationsOf(kind, client);
	const visit = creations.enter();
	onAbort(cancel, () => {
		creations.leave(visit);
		lastMinute.noteCreations();
	});
	const keys: Source['keysOf'] = (record) => keysOf(kind, record);
	return {
		pages: (since) => readings.of(client, list, keys).pages({ ...reader, since }),
		creations,
		visit,
		keysOf: keys,
		began: lastMinute.beginningOf(run),
	};
}

import { InputError } from '../../errors/InputError';
import { multiChoice } from '../../parameters/choice';
import { notice } from '../../parameters/notice';
import {
	labelsOf,
	readAll,
	type Parameter,
	type ParameterSet,
	type ValuesOf,
} from '../../parameters/Parameter';
import { createRecord } from '../createRecord';
import { operation, type RunItem, type Scope } from '../Operation';
import { pathOf, withArticle, type RecordKind } from '../RecordKind';
import { Directory, type Wish } from './Directory';
import { keysOf, readKeys, type MatchKey } from './matchKeys';

/** What a record is created of, in HyperRep's names, and by what a user recognizes it. */
interface NewRecord {
	body: Record<string, unknown>;
	value: string;
}

/** How the records of a kind are created and recognized. */
interface Recognition<P extends ParameterSet> {
	/** The parameters of Create. */
	fields: P;
	readNew(values: ValuesOf<P>): NewRecord;
	matchKeys: readonly MatchKey[];
	/** What Match By holds in a new node. */
	matchBy: string[];
}

/** Find or Create: the record that has one of the same keys, or a new one. */
export function findOrCreate<P extends ParameterSet>(
	kind: RecordKind,
	recognition: Recognition<P>,
) {
	const { noun, plural } = kind;
	return operation({
		option: {
			name: 'Find or Create',
			value: 'findOrCreate',
			action: `Find or create ${noun}`,
			description: `Retrieve ${withArticle(kind)}, or create it if none has the same keys`,
		},
		parameters: {
			notice: notice(
				'findOrCreateNotice',
				`The ${plural} are read once per run, and no key is created twice in a run. HyperRep has no unique keys, so two runs at the same time may create the same ${noun}.`,
			),
			wanted: wantedRecord(kind, recognition),
		},
		readsAllItems: true,
		async execute(scope) {
			const { item, run } = scope;
			const { matchKeys } = recognition;
			const directory = run.shared(item.client, () => openDirectory(kind, matchKeys, scope));
			const { record, wasCreated } = await directory.resolve(item);
			return [{ ...record, was_created: wasCreated }];
		},
	});
}

/** The directory of one organization for this run, with what each of its items wishes for. */
function openDirectory(
	kind: RecordKind,
	matchKeys: readonly MatchKey[],
	{ item: { client }, run, purpose }: Scope<{ wanted: NewRecord & { keys: string[] } }>,
): Directory {
	const wishes = new Map<RunItem, Wish>();
	for (const item of run.items) {
		if (item.client !== client) continue;
		const { keys, body, value } = item.values.wanted;
		const { writes } = item;
		const scope = { client: client.within({ cancel: run.cancel, writes }), purpose };
		const create = async () => await createRecord(kind, scope, body, value);
		wishes.set(item, { keys, writes, create });
	}
	const source = {
		pages: () =>
			client
				.within({ cancel: run.cancel })
				.pages({ path: pathOf(kind), purpose: purpose(`look for the ${kind.noun}`) }),
		keysOf: (record: NewRecord['body']) => keysOf(record, matchKeys),
	};
	return new Directory(source, wishes);
}

/** Match By and the fields of Create, read as the record that an item looks for. */
function wantedRecord<P extends ParameterSet>(
	{ plural }: RecordKind,
	{ fields, readNew, matchKeys, matchBy: preset }: Recognition<P>,
): Parameter<NewRecord & { keys: string[] }> {
	const matchBy = multiChoice({
		label: 'Match By',
		name: 'matchBy',
		options: matchKeys.map(({ name, value }) => ({ name, value })),
		default: preset,
		description: `The fields by which ${plural} are compared. It is enough if one of them is equal.`,
	});
	return {
		fields: [...matchBy.fields, ...Object.values(fields).flatMap((one) => one.fields)],
		labels: labelsOf(fields),
		read(source) {
			const chosen = matchBy.read(source);
			if (chosen.length === 0) {
				throw new InputError("'Match By' is empty", "Choose at least one field in 'Match By'.");
			}
			const { body, value } = readNew(readAll(fields, source));
			const compared = matchKeys.filter((key) => chosen.includes(key.value));
			return { body, value, keys: readKeys(body, compared) };
		},
	};
}

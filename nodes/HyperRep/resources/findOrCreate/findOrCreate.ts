import { InputError } from '../../errors/InputError';
import { multiChoice } from '../../parameters/choice';
import { notice } from '../../parameters/notice';
import { combined, type Parameter } from '../../parameters/Parameter';
import { createRecord, type NewRecord } from '../createRecord';
import { operation, type RunItem, type Scope } from '../Operation';
import { pathOf, withArticle, type RecordKind } from '../RecordKind';
import { Directory, type Lookup } from './Directory';
import { keysOf, readKeys, type MatchKey } from './matchKeys';

/** How the records of a kind are created and recognized. */
interface Recognition {
	/** The parameters of Create. */
	record: Parameter<NewRecord>;
	matchKeys: readonly MatchKey[];
	/** The values that Match By has in a new node. */
	matchBy: string[];
}

/** The record that an item looks for, and the keys by which it does. */
type Wanted = NewRecord & { keys: string[] };

/** Find or Create: the record that has one of the same keys, or a new one. */
export function findOrCreate(kind: RecordKind, recognition: Recognition) {
	const { noun, plural } = kind;
	const { matchKeys } = recognition;
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
				`The ${plural} are read once per run, and what matches is created once. HyperRep itself does not compare them, so two runs at the same time may create the same ${noun}.`,
			),
			wanted: wantedRecord(kind, recognition),
		},
		readsAllItems: true,
		async execute(scope) {
			const { item, run, cancel } = scope;
			const directory = run.shared(item.client, () => openDirectory(kind, matchKeys, scope));
			const { record, wasCreated } = await directory.resolve(item, cancel);
			return [{ ...record, was_created: wasCreated }];
		},
	});
}

/** The directory of one organization for this run, with what each of its items looks for. */
function openDirectory(
	kind: RecordKind,
	matchKeys: readonly MatchKey[],
	{ item: { client }, run, purpose }: Scope<{ wanted: Wanted }>,
): Directory {
	const lookups = new Map<RunItem, Lookup>();
	for (const item of run.itemsOf(client)) {
		const { wanted } = item.values;
		const { writes } = item;
		const scope = { client: client.within({ cancel: run.cancel, writes }), purpose };
		lookups.set(item, {
			keys: wanted.keys,
			ownKeys: keysOf(wanted.body, matchKeys),
			writes,
			create: async () => await createRecord(kind, scope, wanted),
		});
	}
	const source = {
		pages: () =>
			client.within({ cancel: run.cancel }).pages({
				path: pathOf(kind),
				noun: kind.plural,
				purpose: purpose(`look for the ${kind.noun}`),
			}),
		keysOf: (record: NewRecord['body']) => keysOf(record, matchKeys),
	};
	return new Directory(source, lookups);
}

/** Match By and the fields of Create, read as the record that an item looks for. */
function wantedRecord(
	{ plural }: RecordKind,
	{ record, matchKeys, matchBy: preset }: Recognition,
): Parameter<Wanted> {
	const matchBy = multiChoice({
		label: 'Match By',
		name: 'matchBy',
		options: matchKeys.map(({ name, value }) => ({ name, value })),
		default: preset,
		description: `The fields by which ${plural} are compared. One equal field is enough.`,
	});
	return combined({ matchBy, record }, (values) => {
		if (values.matchBy.length === 0) {
			throw new InputError("'Match By' is empty", "Choose at least one field in 'Match By'.");
		}
		const compared = matchKeys.filter((key) => values.matchBy.includes(key.value));
		return { ...values.record, keys: readKeys(values.record.body, compared) };
	});
}

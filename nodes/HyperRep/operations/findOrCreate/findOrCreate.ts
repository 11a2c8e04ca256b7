import { InputError } from '../../errors/InputError';
import { multiChoice } from '../../parameters/choice';
import { notice } from '../../parameters/notice';
import { combined, type ApiParameterText, type Parameter } from '../../parameters/Parameter';
import { createRecord, type NewRecord } from '../createRecord';
import { operation, type RunItem, type Scope } from '../Operation';
import { withArticle, type RecordKind } from '../RecordKind';
import { CreatingDirectory, type CreatingLookup } from './Directory';
import { keysOf, readKeys } from './matchKeys';

/** How records of a kind are created and recognized. */
interface Recognition {
	/** The parameters of Create. */
	record: Parameter<NewRecord>;
	matchKeys: readonly ApiParameterText[];
	/** The values that Match By has in a new node. */
	matchBy: string[];
}

/** The record that an item looks for, and the keys that it looks for. */
type Wanted = NewRecord & { keys: string[] };

/** Find or Create: the record that has one of the same keys, or a new one. */
export function findOrCreate(kind: RecordKind, recognition: Recognition) {
	const { noun } = kind;
	return operation({
		option: {
			name: 'Find or Create',
			value: 'findOrCreate',
			action: `Find or create ${noun}`,
			description: `Retrieve ${withArticle(kind)}, or create it if there is no match`,
		},
		parameters: {
			notice: notice(
				'findOrCreateNotice',
				`Enter at least one of the fields chosen in 'Match By'. A missing ${noun} is created only once, even if several executions look for it at the same time. Separate n8n processes, as in queue mode, may create it twice.`,
			),
			wanted: wantedRecord(kind, recognition),
		},
		readsAllItems: true,
		async execute(scope) {
			const { item, run, cancel } = scope;
			const directory = run.shared('directory', item.client, () => openDirectory(kind, scope));
			const { record, wasCreated } = await directory.findOrCreate(item, cancel);
			return [{ ...record, was_created: wasCreated }];
		},
	});
}

/** The directory of one organization for this run, with what each of its items looks for. */
function openDirectory(kind: RecordKind, scope: Scope<{ wanted: Wanted }>): CreatingDirectory {
	const { item, run, purpose } = scope;
	const { cancel } = run;
	const lookups = new Map<RunItem, CreatingLookup>();
	for (const each of run.itemsOf(item.client)) {
		const { values, writes } = each;
		const client = each.client.within({ cancel, writes });
		lookups.set(each, {
			keys: values.wanted.keys,
			ownKeys: keysOf(kind, values.wanted.body),
			writes,
			create: async () => await createRecord(kind, { client, purpose }, values.wanted),
		});
	}
	return new CreatingDirectory(kind, scope, lookups);
}

/** Match By and the fields of Create, read as the record that an item looks for. */
function wantedRecord(
	kind: RecordKind,
	{ record, matchKeys, matchBy: preset }: Recognition,
): Parameter<Wanted> {
	const matchBy = multiChoice({
		label: 'Match By',
		name: 'matchBy',
		options: matchKeys.map(({ label, name }) => ({ name: label, value: name })),
		default: preset,
		description: `The fields that identify a ${kind.noun}. One match is enough, even if the others differ.`,
	});
	return combined({ matchBy, record }, (values) => {
		if (values.matchBy.length === 0) {
			throw new InputError("'Match By' is empty", "Choose at least one field in 'Match By'.");
		}
		const compared = matchKeys.filter(({ name }) => values.matchBy.includes(name));
		const keys = readKeys(kind, values.record.body, compared, {
			none: "Enter a field that is chosen in 'Match By'. If it is an expression, it returned no value for this item.",
			unusable: (label) => `Correct '${label}', or leave it out of 'Match By'.`,
		});
		return { ...values.record, keys };
	});
}

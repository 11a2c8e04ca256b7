import { ApiError } from '../../errors/ApiError';
import { listInWords, quote } from '../../errors/wording';
import { combined, type ApiParameterText, type Parameter } from '../../parameters/Parameter';
import { text } from '../../parameters/text';
import { operation, type Scope } from '../Operation';
import { withArticle, type RecordKind } from '../RecordKind';
import { Directory } from './Directory';
import { readKeys } from './matchKeys';

/** What an item looks for. */
interface Sought {
	keys: string[];
	/** In words, e.g. `the email "ada@example.com"`. */
	words: string;
}

/** Find: the record that has one of the same keys. It creates nothing. */
export function find(kind: RecordKind, matchKeys: readonly ApiParameterText[]) {
	const { noun, plural } = kind;
	const names = matchKeys.map(nounOf);
	return operation({
		option: {
			name: 'Find',
			value: 'find',
			action: `Find ${noun}`,
			description: `Retrieve ${withArticle(kind)} by ${listInWords(names, 'or')}`,
		},
		parameters: { sought: soughtRecord(kind, matchKeys) },
		readsAllItems: true,
		async execute(scope) {
			const { item, run, cancel, values } = scope;
			const directory = run.shared('directory', item.client, () => openDirectory(kind, scope));
			const record = await directory.find(item, cancel);
			if (record !== undefined) return [record];
			throw new ApiError(`No ${noun} has ${values.sought.words}`, {
				description: `All ${plural} of the organization were searched. To continue with items that have no match, set 'On Error' in the node settings to 'Continue (using error output)', or use 'Find or Create'.`,
			});
		},
	});
}

/** The directory of one organization for this run, with what each of its items looks for. */
function openDirectory(kind: RecordKind, scope: Scope<{ sought: Sought }>): Directory {
	const { item, run } = scope;
	const items = run.itemsOf(item.client);
	const lookups = new Map(items.map((each) => [each, { keys: each.values.sought.keys }]));
	return new Directory(kind, scope, lookups);
}

/** The values to look for. At least one is required. */
function soughtRecord(kind: RecordKind, matchKeys: readonly ApiParameterText[]): Parameter<Sought> {
	const parameters = matchKeys.map((key) => {
		const description = `The ${nounOf(key)} to look for, ignoring case and format. If you enter several values, one match is enough.`;
		return [key.apiName, text({ ...key, description })] as const;
	});
	return combined(Object.fromEntries(parameters), (values) => {
		const keys = readKeys(kind, values, matchKeys, {
			none: 'Enter what to look for. If it is an expression, it returned no value for this item.',
			unusable: (label) => `Correct '${label}', or leave it empty.`,
		});
		const filled = matchKeys.filter(({ apiName }) => values[apiName] !== undefined);
		const words = filled.map((key) => `the ${nounOf(key)} ${quote(values[key.apiName])}`);
		return { keys, words: listInWords(words, 'or') };
	});
}

const nounOf = ({ label }: ApiParameterText) => label.toLowerCase();

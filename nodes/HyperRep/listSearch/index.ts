import { resources } from '../resources';
import { conversationKind } from '../resources/conversation/kind';
import { saleKind } from '../resources/sale/kind';
import { objectIn } from '../values/objects';
import { columnsMethod } from './columns';
import { customers } from './customers';
import { searchOrganizations } from './organizations';
import { recordSearch } from './searchRecords';
import { customFieldNames, searchModalities, valueSearch } from './valuesInUse';

const kinds = resources.flatMap(({ kind }) => kind ?? []);
const columns = resources.flatMap((resource) => resource.columns ?? []);

/** n8n's list search methods, by the names that parameters use. */
export const listSearch = {
	searchFolders: valueSearch({
		kind: conversationKind,
		what: 'folders',
		valuesOf: ({ folder }) => [folder],
	}),
	searchModalities,
	searchOrganizations,
	searchSaleStatuses: valueSearch({
		kind: saleKind,
		what: 'statuses of sales',
		valuesOf: (sale) => [objectIn(sale, 'current_status').label],
	}),
	...Object.fromEntries(kinds.map((kind) => [kind.listMethod ?? '', recordSearch(kind)])),
	searchConversations: recordSearch(conversationKind, customers),
	...Object.fromEntries(
		columns.map(({ kind, customFieldsMethod }) => [
			customFieldsMethod,
			valueSearch(customFieldNames(kind)),
		]),
	),
};

/** n8n's resource mapping methods, by the names that parameters use. */
export const resourceMapping = Object.fromEntries(
	columns.map((each) => [each.method, columnsMethod(each)]),
);

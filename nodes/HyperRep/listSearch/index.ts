import { resources } from '../resources';
import { conversationKind } from '../resources/conversation/kind';
import { saleKind } from '../resources/sale/kind';
import { within } from '../resources/sale/within';
import { columnsMethod } from './columns';
import { customers } from './customers';
import { customFieldSearch } from './customFields';
import { searchOrganizations } from './organizations';
import { recordSearch } from './searchRecords';
import { searchModalities, valueSearch } from './valuesInUse';

const kinds = resources.flatMap(({ kind }) => kind ?? []);
const columns = resources.flatMap((resource) => resource.columns ?? []);

/** n8n's list search methods, by the names that the parameters have for them. */
export const listSearch = {
	searchFolders: valueSearch(conversationKind, 'folders', ({ folder }) => [folder]),
	searchModalities,
	searchOrganizations,
	searchSaleStatuses: valueSearch(saleKind, 'statuses of sales', (sale) => [
		within(sale, 'current_status').label,
	]),
	...Object.fromEntries(kinds.map((kind) => [kind.listMethod ?? '', recordSearch(kind)])),
	searchConversations: recordSearch(conversationKind, customers),
	...Object.fromEntries(
		columns.map(({ kind, customFieldsMethod }) => [customFieldsMethod, customFieldSearch(kind)]),
	),
};

/** n8n's resource mapping methods, by the names that the parameters have for them. */
export const resourceMapping = Object.fromEntries(
	columns.map((each) => [each.method, columnsMethod(each)]),
);

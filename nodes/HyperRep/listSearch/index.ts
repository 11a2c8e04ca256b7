import { agentDropdown } from '../resources/agent/dropdown';
import { companyColumns } from '../resources/company/fields';
import { companyDropdown } from '../resources/company/dropdown';
import { companyKind } from '../resources/company/kind';
import { contactColumns } from '../resources/contact/fields';
import { contactDropdown } from '../resources/contact/dropdown';
import { contactKind } from '../resources/contact/kind';
import { conversationDropdown } from '../resources/conversation/dropdown';
import { messageDropdown } from '../resources/message/dropdown';
import { saleDropdown } from '../resources/sale/dropdown';
import { columnsMethod } from './columns';
import { customFieldSearch } from './customFields';
import { searchOrganizations } from './organizations';
import { recordSearch } from './searchRecords';

/** n8n's list search methods, by the names that the parameters have for them. */
export const listSearch = {
	searchAgents: recordSearch(agentDropdown),
	searchCompanies: recordSearch(companyDropdown),
	searchCompanyCustomFields: customFieldSearch(companyKind),
	searchContacts: recordSearch(contactDropdown),
	searchConversations: recordSearch(conversationDropdown),
	searchCustomFields: customFieldSearch(contactKind),
	searchMessages: recordSearch(messageDropdown),
	searchOrganizations,
	searchSales: recordSearch(saleDropdown),
};

/** n8n's resource mapping methods, by the names that the parameters have for them. */
export const resourceMapping = {
	getCompanyColumns: columnsMethod(companyKind, companyColumns),
	getContactColumns: columnsMethod(contactKind, contactColumns),
};

import { agentDropdown } from '../resources/agent/dropdown';
import { companyDropdown } from '../resources/company/dropdown';
import { companyKind } from '../resources/company/kind';
import { contactDropdown } from '../resources/contact/dropdown';
import { contactKind } from '../resources/contact/kind';
import { conversationDropdown } from '../resources/conversation/dropdown';
import { messageDropdown } from '../resources/message/dropdown';
import { saleDropdown } from '../resources/sale/dropdown';
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

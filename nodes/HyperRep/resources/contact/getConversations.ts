import { contactField } from '../../fields/contact';
import { dateField } from '../../fields/date';
import { pagingFields } from '../../fields/paging';
import { readDateRange } from '../../input/dateRange';
import { readIdentifier } from '../../input/identifier';
import { readLimit } from '../../input/limit';
import type { Operation } from '../operation';

export const getConversations: Operation = {
	option: {
		name: 'Get Conversations',
		value: 'getConversations',
		action: 'Get conversations of a contact',
		description: 'Get the conversations of one contact',
	},
	fields: [
		contactField,
		...pagingFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			description: 'Without a filter, all conversations of the contact are returned',
			options: [
				dateField({
					displayName: 'End Date',
					name: 'endDate',
					description: 'Only conversations up to this date and time',
				}),
				dateField({
					displayName: 'Start Date',
					name: 'startDate',
					description: 'Only conversations from this date and time on',
				}),
			],
		},
	],
	async execute({ client, organizationId, parameters }) {
		const contactId = readIdentifier(parameters.get('contactId'), 'Contact');
		const { start, end } = readDateRange(parameters.get('filters'), parameters.timezone);
		return await client.list({
			path: ['organizations', organizationId, 'contacts', contactId, 'conversations'],
			query: {
				...(start !== undefined && { start_date: start }),
				...(end !== undefined && { end_date: end }),
			},
			limit: readLimit(parameters),
			purpose: {
				doing: 'get the conversations of the contact',
				value: contactId,
				parameters: ['Contact', 'Organization', 'Filters'],
			},
		});
	},
};

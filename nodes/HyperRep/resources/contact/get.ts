import { contactField } from '../../fields/contact';
import { readIdentifier } from '../../input/identifier';
import type { Operation } from '../operation';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get one contact by its ID',
	},
	fields: [contactField],
	async execute({ client, organizationId, parameters }) {
		const contactId = readIdentifier(parameters.get('contactId'), 'Contact');
		const path = ['organizations', organizationId, 'contacts', contactId];
		const contact = await client.get(path, 'contact_id', {
			doing: 'get the contact',
			value: contactId,
			parameters: ['Contact', 'Organization'],
		});
		return [contact];
	},
};

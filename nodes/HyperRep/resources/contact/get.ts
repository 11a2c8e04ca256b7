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
		const contact = await client.get(['organizations', organizationId, 'contacts', contactId], {
			doing: 'get the contact',
			parameter: 'Contact',
			value: contactId,
		});
		return [contact];
	},
};

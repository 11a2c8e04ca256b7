import { createRecord } from '../createRecord';
import { operation } from '../Operation';
import { contactFields, readNewContact } from './fields';
import { contactKind } from './kind';

export const create = operation({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create contact',
		description: 'Create a contact with a name, an email or a phone number',
	},
	parameters: contactFields,
	async execute(scope) {
		const { body, value } = readNewContact(scope.values);
		return [await createRecord(contactKind, scope, body, value)];
	},
});

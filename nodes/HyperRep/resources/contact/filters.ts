import { emailKey, phoneKey } from '../../comparing/keys';
import { InputError } from '../../errors/InputError';
import { quote } from '../../errors/wording';
import { createdWithin } from '../../operations/createdWithin';
import { matchesAll, narrowedBy, searching, type Matches } from '../../operations/Narrowing';
import { customFieldFilter } from '../../parameters/customFields';
import { text, writeAsText } from '../../parameters/text';
import { objectIn } from '../../values/objects';
import { contactColumns } from './fields';
import { contactKind } from './kind';

const BY_THE_NODE = 'The node applies this filter itself.';

/** HyperRep has no filter for contacts, so the node applies these. */
export const contactFilters = narrowedBy({
	filters: {
		created: createdWithin('contacts'),
		customFields: customFieldFilter({
			description: `Only contacts whose custom fields have these values. ${BY_THE_NODE}`,
			listMethod: contactColumns.customFieldsMethod,
		}),
		email: text({
			label: 'Email',
			name: 'email',
			isTrimmed: true,
			placeholder: 'e.g. name@email.com',
			description: `Only contacts with this email address, ignoring case. ${BY_THE_NODE}`,
		}),
		phoneNumber: text({
			label: 'Phone Number',
			name: 'phoneNumber',
			isTrimmed: true,
			placeholder: 'e.g. +14155550199',
			description: `Only contacts with this phone number, in any format. ${BY_THE_NODE}`,
		}),
		search: text({
			label: 'Search',
			name: 'search',
			placeholder: 'e.g. garcia',
			description: `Only contacts whose name, email or phone number contains these words. ${BY_THE_NODE}`,
		}),
	},
	matches({ created, customFields, email, phoneNumber, search }) {
		return matchesAll([
			created,
			searching(contactKind, search),
			email === undefined ? undefined : hasEmail(email),
			phoneNumber === undefined ? undefined : hasPhone(phoneNumber),
			customFields.size === 0 ? undefined : hasFields(customFields),
		]);
	},
});

function hasEmail(email: string): Matches {
	const key = emailKey(email);
	return (contact) => emailKey(contact.email) === key;
}

function hasPhone(phoneNumber: string): Matches {
	const key = phoneKey(phoneNumber);
	if (key === '') {
		throw new InputError(
			`'Phone Number' in 'Filters' cannot be compared: ${quote(phoneNumber)}`,
			'Enter a whole phone number, or remove the filter.',
		);
	}
	return (contact) => phoneKey(contact.phone_number) === key;
}

function hasFields(wanted: Map<string, string>): Matches {
	return (contact) => {
		const found = new Map<string, unknown>(Object.entries(objectIn(contact, 'custom_fields')));
		return [...wanted].every(([name, value]) => valueAsText(found.get(name)) === value);
	};
}

/** A missing field is as empty as one without a value. */
const valueAsText = (value: unknown) =>
	typeof value === 'boolean' ? String(value) : writeAsText(value ?? '');

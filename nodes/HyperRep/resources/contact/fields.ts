import { InputError } from '../../errors/InputError';
import { idColumnOf, type Columns } from '../../operations/columns/Columns';
import { fromColumns } from '../../operations/columns/fromColumns';
import type { NewRecord } from '../../operations/createRecord';
import { optionallyChosen } from '../../operations/RecordKind';
import { additionalFields } from '../../parameters/collection';
import { customFields } from '../../parameters/customFields';
import { notice } from '../../parameters/notice';
import { combined, type Parameter } from '../../parameters/Parameter';
import { text } from '../../parameters/text';
import { companyKind } from '../company/kind';
import { contactKind } from './kind';

const CUSTOM_FIELDS = 'searchCustomFields';

const NAME = {
	label: 'Name',
	name: 'name',
	apiName: 'name',
	placeholder: 'e.g. Diana Prince',
	description: "The contact's name, as shown in HyperRep",
};

const EMAIL = {
	label: 'Email',
	name: 'email',
	apiName: 'email',
	isTrimmed: true,
	placeholder: 'e.g. name@email.com',
	description: 'The primary email address of the contact',
};

const PHONE_NUMBER = {
	label: 'Phone Number',
	name: 'phoneNumber',
	apiName: 'phone_number',
	isTrimmed: true,
	placeholder: 'e.g. +14155550199',
	description: 'The primary phone number, e.g. +14155550199, 415-555-0199 or (415) 555-0199',
};

const COMPANY_ROLE = {
	label: 'Company Role',
	name: 'companyRole',
	apiName: 'company_role',
	placeholder: 'e.g. Facilities Manager',
	description: "The contact's role in the company, or relationship to it",
};

const fields = {
	name: text(NAME),
	email: text(EMAIL),
	phoneNumber: text(PHONE_NUMBER),
	more: additionalFields({
		companyId: optionallyChosen(companyKind, "The contact's company, in the same organization"),
		companyRole: text(COMPANY_ROLE),
		customFields: customFields(CUSTOM_FIELDS),
	}),
};

/** The columns that can fill a contact. */
export const contactColumns: Columns = {
	kind: contactKind,
	method: 'getContactColumns',
	customFieldsMethod: CUSTOM_FIELDS,
	columns: [
		NAME,
		EMAIL,
		PHONE_NUMBER,
		idColumnOf(companyKind),
		{ ...COMPANY_ROLE, isAdditional: true },
	],
};

/** What a contact is created from, even without a name, an email and a phone number. */
export const newContact = combined(
	{ entered: fromColumns(contactColumns, fields) },
	({ entered: { name, email, phoneNumber: phone_number, more } }): NewRecord => {
		const { companyId: company_id, companyRole: company_role, customFields: custom_fields } = more;
		const body = { name, email, phone_number, company_id, company_role, custom_fields };
		return { body, value: name ?? email ?? phone_number ?? '' };
	},
);

const ONE_OF_THREE = "Enter at least one of 'Name', 'Email' or 'Phone Number'";

/** The contact of Create, which HyperRep refuses without a name, an email or a phone number. */
export const reachableContact: Parameter<NewRecord> = {
	...newContact,
	fields: [...notice('createNotice', ONE_OF_THREE).fields, ...newContact.fields],
	read(source) {
		const contact = newContact.read(source);
		if (contact.value !== '') return contact;
		throw new InputError(
			ONE_OF_THREE,
			'HyperRep requires one of them. For this item, no field, expression or column has one.',
		);
	},
};

/** The fields by which a contact is recognized. */
export const contactKeys = [EMAIL, PHONE_NUMBER];

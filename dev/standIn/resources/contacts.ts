import { Body } from '../body';
import type { Call } from '../call';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { CompanyList } from './companies';
import { conversationsOf } from './conversations';

/** What a contact holds beside its number and its instants; the names are the API's. */
export interface ContactFields {
	name: string | null;
	email: string | null;
	phone_number: string | null;
	/** The number of its company. */
	company: number | null;
	custom_fields: Record<string, unknown>;
	company_role: string | null;
	/** Fields that the documentation does not know, or that replace documented ones. */
	extra?: Record<string, unknown>;
}

export interface StoredContact extends ContactFields, StoredRecord {
	createdAt: Microseconds;
}

export class ContactList extends RecordList<StoredContact, Partial<ContactFields>> {
	static readonly listName = 'contacts';
	readonly kind = 'contact';

	override create(
		fields: Partial<ContactFields> = {},
		options: Parameters<RecordList<StoredContact, Partial<ContactFields>>['create']>[1] = {},
	): StoredContact {
		return super.create(fields, options);
	}

	protected make(fields: Partial<ContactFields>, createdAt: Microseconds) {
		return {
			createdAt,
			name: null,
			email: null,
			phone_number: null,
			company: null,
			custom_fields: {},
			company_role: null,
			...fields,
		};
	}

	protected present(contact: StoredContact, idOf: IdWriter) {
		return {
			contact_id: idOf('contact', contact.number),
			name: contact.name,
			email: contact.email,
			phone_number: contact.phone_number,
			created_at: toTimestamp(contact.createdAt),
			company_id: idOf('company', contact.company),
			custom_fields: contact.custom_fields,
			company_role: contact.company_role,
		};
	}

	dateOf = (contact: StoredContact) => contact.createdAt;
	protected nameOf = (contact: StoredContact) => contact.name ?? '';
}

export const contactRoutes: Route[] = [
	{
		method: 'GET',
		path: `${ORGANIZATION}/contacts`,
		respond: (call) => call.page(call.list(ContactList)),
	},
	{ method: 'POST', path: `${ORGANIZATION}/contacts`, respond: createContact },
	{
		method: 'GET',
		path: `${ORGANIZATION}/contacts/{contact_id}`,
		respond: (call) => call.showFound(call.list(ContactList)),
	},
	{
		method: 'GET',
		path: `${ORGANIZATION}/contacts/{contact_id}/conversations`,
		respond: (call) => {
			const contact = call.find(call.list(ContactList));
			return conversationsOf(call, {
				parent: contact,
				name: 'contact',
				keyOf: (conversation) => [conversation.contact],
			});
		},
	},
];

function createContact(call: Call): unknown {
	const contacts = call.list(ContactList);
	const body = new Body(call.body);
	const name = body.text('name');
	const email = body.email('email');
	const phone = body.phoneNumber('phone_number');
	if (!name && !email && !phone) {
		throw Refusal.invalid(['body'], 'At least one of name, email or phone_number is required');
	}
	const contact = contacts.create({
		name,
		email,
		phone_number: phone,
		custom_fields: body.object('custom_fields'),
		company: call.reference(call.list(CompanyList), body.text('company_id')),
		company_role: body.text('company_role'),
	});
	return call.show(contacts, contact);
}

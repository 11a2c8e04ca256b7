import { Refusal } from './refusal';
import type { ContactFields } from './store';

const PHONE = /^(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ]?)\d{3}[-. ]?\d{4}$|^\+\d{8,15}$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/**
 * Reads the body of `POST …/contacts`.
 *
 * @param findCompany the number of a company of this organization by its identifier
 * @throws Refusal 422 in FastAPI's form for what is missing or badly formed, 400 for a company of
 * another organization
 */
export function readNewContact(
	body: unknown,
	findCompany: (identifier: string) => number | undefined,
): Partial<ContactFields> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw Refusal.invalid(['body'], 'Input should be a valid dictionary');
	}
	const fields = body as Record<string, unknown>;
	const name = readText(fields, 'name');
	const email = readText(fields, 'email');
	const phone = readText(fields, 'phone_number');
	const companyId = readText(fields, 'company_id');
	const customFields = fields.custom_fields ?? {};
	if (!name && !email && !phone) {
		throw Refusal.invalid(['body'], 'At least one of name, email or phone_number is required');
	}
	if (email && !EMAIL.test(email)) {
		throw Refusal.invalid(['body', 'email'], 'value is not a valid email address');
	}
	if (phone && !PHONE.test(phone)) {
		throw Refusal.invalid(['body', 'phone_number'], 'value is not a valid phone number');
	}
	if (typeof customFields !== 'object' || Array.isArray(customFields)) {
		throw Refusal.invalid(['body', 'custom_fields'], 'Input should be a valid dictionary');
	}
	let company: number | null = null;
	if (companyId) {
		company = findCompany(companyId) ?? null;
		if (company === null) throw new Refusal(400, 'Invalid company_id');
	}
	return {
		name,
		email,
		phone_number: phone && normalizePhone(phone),
		company,
		custom_fields: customFields as Record<string, unknown>,
		company_role: readText(fields, 'company_role'),
	};
}

function readText(fields: Record<string, unknown>, name: string): string | null {
	const value = fields[name] ?? null;
	if (value !== null && typeof value !== 'string') {
		throw Refusal.invalid(['body', name], 'Input should be a valid string');
	}
	return value;
}

function normalizePhone(phone: string): string {
	const digits = phone.replace(/\D/g, '');
	if (phone.startsWith('+')) return `+${digits}`;
	return digits.length === 11 ? `+${digits}` : `+1${digits}`;
}

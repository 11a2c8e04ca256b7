import { Refusal } from './refusal';

const PHONE = /^(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ]?)\d{3}[-. ]?\d{4}$|^\+\d{8,15}$/;
const EMAIL = /^[^\s@,;]+@[^\s@.,;]+(\.[^\s@.,;]+)+$/;

/** Reads the fields of a request's body; each reader throws Refusal 422 in FastAPI's form. */
export class Body {
	private readonly fields: Record<string, unknown>;

	constructor(body: unknown) {
		if (typeof body !== 'object' || body === null || Array.isArray(body)) {
			throw Refusal.invalid(['body'], 'Input should be a valid dictionary');
		}
		this.fields = { ...body };
	}

	text(name: string): string | null {
		const value = this.fields[name] ?? null;
		if (value !== null && typeof value !== 'string') {
			throw Refusal.invalid(['body', name], 'Input should be a valid string');
		}
		return value;
	}

	/** A text that is not only blanks. */
	requiredText(name: string): string {
		const text = this.text(name);
		if (text === null) throw Refusal.invalid(['body', name], 'Field required', 'missing');
		if (text.trim() === '') {
			throw Refusal.invalid(['body', name], 'String should have at least 1 character');
		}
		return text;
	}

	email(name: string): string | null {
		const email = this.text(name);
		if (email) checkEmail(email, ['body', name]);
		return email;
	}

	emails(name: string): string[] {
		const value = this.fields[name] ?? [];
		if (!Array.isArray(value)) {
			throw Refusal.invalid(['body', name], 'Input should be a valid list');
		}
		return value.map((email: unknown, position) => {
			if (typeof email !== 'string') {
				throw Refusal.invalid(['body', name, position], 'Input should be a valid string');
			}
			checkEmail(email, ['body', name, position]);
			return email;
		});
	}

	/** A phone number, as HyperRep writes it. */
	phoneNumber(name: string): string | null {
		const phone = this.text(name);
		if (!phone) return phone;
		if (!PHONE.test(phone)) {
			throw Refusal.invalid(['body', name], 'value is not a valid phone number');
		}
		const digits = phone.replace(/\D/g, '');
		if (phone.startsWith('+')) return `+${digits}`;
		return digits.length === 11 ? `+${digits}` : `+1${digits}`;
	}

	boolean(name: string): boolean | undefined {
		const value = this.fields[name] ?? undefined;
		if (value !== undefined && typeof value !== 'boolean') {
			throw Refusal.invalid(['body', name], 'Input should be a valid boolean');
		}
		return value;
	}

	object(name: string): Record<string, unknown> {
		const value = this.fields[name] ?? {};
		if (typeof value !== 'object' || Array.isArray(value)) {
			throw Refusal.invalid(['body', name], 'Input should be a valid dictionary');
		}
		return { ...value };
	}

	/** @throws Refusal 422 for a value that is none of `choices`, or is missing */
	choice<T extends string>(name: string, choices: readonly T[]): T {
		const value = this.requiredText(name);
		const found = choices.find((choice) => choice === value);
		if (found === undefined) throw Refusal.invalid(['body', name], oneOf(choices));
		return found;
	}
}

/** What a 422 says of a value that is none of `choices`. */
export const oneOf = (choices: readonly string[]): string =>
	`Input should be ${choices.map((choice) => `'${choice}'`).join(' or ')}`;

function checkEmail(email: string, location: Array<string | number>): void {
	if (!EMAIL.test(email)) throw Refusal.invalid(location, 'value is not a valid email address');
}

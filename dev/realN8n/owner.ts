import { randomBytes } from 'node:crypto';

/** The person who owns an n8n. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** An owner with a new password. */
export function newOwner(): Owner {
	return {
		email: 'owner@example.com',
		// n8n asks for an upper-case letter and a digit.
		password: `Owner1${randomBytes(6).toString('hex')}`,
		firstName: 'Example',
		lastName: 'Owner',
	};
}

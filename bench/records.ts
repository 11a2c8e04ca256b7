// The bench makes its records by their numbers, so that both sides know what has to come out.

/** The fields of the nth contact. */
export const contactFields = (n: number) => ({
	name: `Diana Prince ${n}`,
	email: `diana.prince.${n}@example.com`,
	phone_number: `+1513${String(n).padStart(7, '0')}`,
	custom_fields: { notes: 'Prefers SMS' },
	company_role: 'Facilities Manager',
});

/** What the nth conversation's mth message says. */
export const messageText = (n: number, m: number) =>
	`Message ${m} of ${n}: when could somebody look at the roof?`;

/** A contact that is looked for or created. */
export type Row = {
	name: string;
	email: string;
};

const CREATED = 'Created';

export const isCreated = ({ name }: { name: string | null }) => name?.startsWith(CREATED) === true;

/** Contacts to be created, in the order of their names. */
export function newRows(count: number): Row[] {
	return Array.from({ length: count }, (_, n) => {
		const number = String(n).padStart(6, '0');
		return { name: `${CREATED} ${number}`, email: `created.${number}@example.com` };
	});
}

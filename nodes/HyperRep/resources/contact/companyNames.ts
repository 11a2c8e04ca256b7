import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../api/Client';
import { mapInOrder } from '../../concurrency/mapInOrder';
import { Slots } from '../../concurrency/Slots';
import { extended } from '../../operations/extended';
import { getUnlessGone } from '../../operations/gone';
import type { Operation, Scope } from '../../operations/Operation';
import { pathOf } from '../../operations/RecordKind';
import { boolean } from '../../parameters/boolean';
import { optionsOf } from '../../parameters/options';
import { companyKind } from '../company/kind';

/** How many companies are read by their IDs at a time, by all items of a run together. */
const NAMES_AT_A_TIME = 16;

/** Lets an operation add the names of contacts' companies, if the user wants that. */
export function withCompanyNames(operation: Operation): Operation {
	const options = optionsOf({
		addCompanyName: boolean({
			label: 'Add Company Name',
			name: 'addCompanyName',
			default: false,
			description:
				"Whether to add the name of the contact's company, in the field company_name. The companies are read once per run.",
		}),
	});
	return extended(operation, { companies: options }, async (contacts, scope) => {
		if (!scope.values.companies.addCompanyName) return contacts;
		const { item, run, cancel } = scope;
		const names = run.shared('companyNames', item.client, () => new CompanyNames(scope));
		return await mapInOrder(contacts, NAMES_AT_A_TIME, cancel, async (contact) =>
			names.addTo(contact),
		);
	});
}

/** The names of an organization's companies, read when the first of them is needed. */
class CompanyNames {
	private readonly names = new Map<unknown, Promise<unknown>>();
	private listing: Promise<void> | undefined;
	private readonly slots = new Slots(NAMES_AT_A_TIME);
	/** Outlives the item that opened it, since other items need the names, too. */
	private readonly client: Client;

	constructor(private readonly scope: Scope) {
		this.client = scope.item.client.within({ cancel: scope.run.cancel });
	}

	async addTo(contact: IDataObject): Promise<IDataObject> {
		const { company_id: id } = contact;
		const name = typeof id === 'string' && id !== '' ? await this.nameOf(id) : null;
		return { ...contact, company_name: name ?? null } as IDataObject;
	}

	private async nameOf(id: string): Promise<unknown> {
		this.listing ??= this.list();
		await this.listing;
		const known = this.names.get(id) ?? this.get(id);
		this.names.set(id, known);
		return await known;
	}

	private async list(): Promise<void> {
		const { purpose } = this.scope;
		const pages = this.client.pages({
			path: pathOf(companyKind),
			noun: companyKind.plural,
			purpose: purpose('list the companies'),
		});
		for await (const { records } of pages) {
			for (const { company_id: id, name } of records) this.names.set(id, Promise.resolve(name));
		}
	}

	/** Reads one company. HyperRep may encode its ID differently in each response, so the list may not have it. */
	private async get(id: string): Promise<unknown> {
		const doing = 'get the company of a contact';
		const read = async () => await getUnlessGone(this.client, companyKind, id, doing);
		return (await this.slots.run(read))?.name;
	}
}

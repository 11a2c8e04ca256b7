import type { Credential } from '../../dev/realN8n/client';
import type { Choices } from '../../dev/realN8n/examples';
import { addSampleOrganization } from '../../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../../dev/standIn/server';
import type { Organization, StoredContact } from '../../dev/standIn/store';
import type { N8nUnderTest } from './n8nUnderTest';

/** Keys that the stand-in refuses, by the reason. */
export const REFUSED_KEYS = { expired: 'hr_expired_key', inactive: 'hr_inactive_key' };

/** A stand-in with sample data, and a credential for it in n8n. */
export class HyperRep {
	readonly standIn = new StandIn({
		refusedKeys: {
			[REFUSED_KEYS.expired]: 'API Key has expired',
			[REFUSED_KEYS.inactive]: 'API Key is inactive',
		},
	});
	readonly organization: Organization = addSampleOrganization(this.standIn);
	private saved?: Credential;

	/** @param name of the credential in n8n */
	async start(n8n: N8nUnderTest, name: string): Promise<void> {
		await this.standIn.start();
		this.saved = await n8n.client.createCredential(name, 'hyperRepApi', this.credentialData);
	}

	get credential(): Credential {
		return this.saved!;
	}

	get credentialData(): { apiKey: string; baseUrl: string } {
		return { apiKey: API_KEY, baseUrl: this.standIn.url };
	}

	/** What a user chooses in every HyperRep node. */
	get choices(): Choices {
		return this.choicesIn(this.organization);
	}

	/** The same for an organization that a test has added. */
	choicesIn(organization: Organization): Choices {
		const id = this.standIn.idOf('organization', organization);
		return { credential: this.credential, organization: { id, name: organization.name } };
	}

	/** All contacts as the API shows them, in the order of its list. */
	shownContacts(): Array<Record<string, unknown>> {
		return this.organization.contacts
			.visible()
			.map((contact) => this.standIn.show(this.organization.contacts, contact));
	}

	addContact(name: string): StoredContact {
		return this.organization.contacts.create({ name });
	}
}

/** A HyperRep for the tests of this `describe`. */
export function useHyperRep(n8n: N8nUnderTest, name: string): HyperRep {
	const hyperRep = new HyperRep();
	beforeAll(async () => await hyperRep.start(n8n, name));
	afterAll(async () => await hyperRep.standIn.stop());
	return hyperRep;
}

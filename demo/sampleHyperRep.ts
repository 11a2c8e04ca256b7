/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { addSampleOrganization, sampleContact } from '../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../dev/standIn/server';
import type { Organization, StoredContact } from '../dev/standIn/store';

/** A HyperRep with sample contacts on this machine, in place of the real one. */
export class SampleHyperRep {
	private timer?: NodeJS.Timeout;

	private constructor(
		private readonly standIn: StandIn,
		private readonly sample: Organization,
	) {}

	static async start(): Promise<SampleHyperRep> {
		const standIn = await new StandIn().start();
		return new SampleHyperRep(standIn, addSampleOrganization(standIn));
	}

	/** What a HyperRep API credential for it holds. */
	get credential(): { apiKey: string; baseUrl: string } {
		return { apiKey: API_KEY, baseUrl: this.standIn.url };
	}

	get organization(): { id: string; name: string } {
		return { id: this.standIn.idOf('organization', this.sample), name: this.sample.name };
	}

	get contactCount(): number {
		return this.sample.contacts.visible().length;
	}

	addContact(): StoredContact {
		return this.sample.contacts.create(sampleContact(this.contactCount));
	}

	/** From now on, contacts come in by themselves. */
	addContactEvery(seconds: number): void {
		this.timer = setInterval(() => this.addContact(), seconds * 1000);
	}

	async stop(): Promise<void> {
		clearInterval(this.timer);
		await this.standIn.stop();
	}
}

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { addSampleOrganization } from '../dev/standIn/sampleData';
import { API_KEY, StandIn } from '../dev/standIn/server';
import type { Organization, StoredContact } from '../dev/standIn/store';
import { News } from './news';

/** A HyperRep with sample data on this machine, in place of the real one. */
export class SampleHyperRep {
	private readonly news: News;
	private readonly otherNews: News;
	private timer?: NodeJS.Timeout;

	private constructor(
		private readonly standIn: StandIn,
		private readonly sample: Organization,
		other: Organization,
	) {
		this.news = new News(sample);
		this.otherNews = new News(other);
	}

	/** Starts it with two organizations, as a key may reach several. */
	static async start(): Promise<SampleHyperRep> {
		const standIn = await new StandIn({ isJudged: false }).start();
		const sample = addSampleOrganization(standIn);
		const other = addSampleOrganization(standIn, { name: 'Harbor Dental', contacts: 150 });
		return new SampleHyperRep(standIn, sample, other);
	}

	/** What a HyperRep API credential for it holds. */
	get credential(): { apiKey: string; baseUrl: string } {
		return { apiKey: API_KEY, baseUrl: this.standIn.url };
	}

	/** The organization that the examples work in. */
	get organization(): { id: string; name: string } {
		return { id: this.standIn.idOf('organization', this.sample), name: this.sample.name };
	}

	get contactCount(): number {
		return this.sample.contacts.visible().length;
	}

	addContact(): StoredContact {
		return this.news.addContact();
	}

	acceptSale(): void {
		this.news.acceptSale();
	}

	/** Something happens now, and from now on by itself, in both organizations. */
	addNewsEvery(seconds: number): void {
		const all = [this.news, this.otherNews];
		const happen = () => all.forEach((news) => news.happen());
		happen();
		all.forEach((news) => news.acceptSale());
		this.timer = setInterval(happen, seconds * 1000);
	}

	async stop(): Promise<void> {
		clearInterval(this.timer);
		await this.standIn.stop();
	}
}

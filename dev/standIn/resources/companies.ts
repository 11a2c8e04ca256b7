import { Body } from '../body';
import type { Call } from '../call';
import type { IdWriter } from '../identifiers';
import { toTimestamp, type Microseconds } from '../microseconds';
import { RecordList, type StoredRecord } from '../records';
import { Refusal } from '../refusal';
import { ORGANIZATION, type Route } from '../router';
import { AgentList } from './agents';

export interface CompanyFields {
	name: string;
	domain: string | null;
	address: string | null;
	/** The number of its agent. */
	agent: number | null;
	custom_fields: Record<string, unknown>;
	extra?: Record<string, unknown>;
}

export interface StoredCompany extends CompanyFields, StoredRecord {
	createdAt: Microseconds;
}

export class CompanyList extends RecordList<StoredCompany, Partial<CompanyFields>> {
	static readonly listName = 'companies';
	readonly kind = 'company';

	protected make(fields: Partial<CompanyFields>, createdAt: Microseconds) {
		return {
			createdAt,
			name: 'Northwind Roofing',
			domain: null,
			address: null,
			agent: null,
			custom_fields: {},
			...fields,
		};
	}

	protected present(company: StoredCompany, idOf: IdWriter) {
		return {
			company_id: idOf('company', company.number),
			name: company.name,
			custom_fields: company.custom_fields,
			domain: company.domain,
			address: company.address,
			agent_id: idOf('agent', company.agent),
			created_at: toTimestamp(company.createdAt),
		};
	}

	dateOf = (company: StoredCompany) => company.createdAt;
	protected nameOf = (company: StoredCompany) => company.name;
}

export const companyRoutes: Route[] = [
	{
		method: 'GET',
		path: `${ORGANIZATION}/companies`,
		respond: (call) => call.page(call.list(CompanyList)),
	},
	{ method: 'POST', path: `${ORGANIZATION}/companies`, respond: createCompany },
	{
		method: 'GET',
		path: `${ORGANIZATION}/companies/{company_id}`,
		respond: (call) => call.showFound(call.list(CompanyList)),
	},
];

function createCompany(call: Call): unknown {
	const companies = call.list(CompanyList);
	const body = new Body(call.body);
	const company = companies.create({
		name: body.requiredText('name'),
		domain: normalizeDomain(body.text('domain')),
		address: body.text('address'),
		custom_fields: body.object('custom_fields'),
		agent: call.reference(call.list(AgentList), body.text('agent_id')),
	});
	return call.show(companies, company);
}

/** A domain without its protocol and path, in lower case. */
function normalizeDomain(text: string | null): string | null {
	const domain = (text ?? '')
		.trim()
		.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
		.replace(/[/?#].*$/s, '')
		.toLowerCase();
	if (domain === '') return null;
	if (!domain.includes('.')) {
		throw Refusal.invalid(['body', 'domain'], 'value is not a valid domain');
	}
	return domain;
}

import { contract } from '../standIn/contract';

/** A JSON schema as n8n's editor reads it: it knows neither references nor other words than these. */
export interface OutputSchema {
	type?: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** What the node makes of messages. */
const TRANSCRIPT: OutputSchema = {
	type: 'object',
	properties: {
		conversation_id: { type: 'string' },
		transcript: { type: 'string' },
		messages: {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					sent_at: { type: 'string' },
					direction: { type: 'string' },
					modality: { type: ['string', 'null'] },
					subject: { type: ['string', 'null'] },
					text: { type: 'string' },
				},
			},
		},
	},
};

/** What each operation returns, by resource and operation: a schema of the OpenAPI document, or one of the node's own. */
const RETURNED: Record<string, Record<string, string | OutputSchema>> = {
	agent: {
		get: 'Agent',
		getAll: 'Agent',
		getConversations: 'Conversation',
		getSales: 'Sale',
	},
	analytics: { getConversationMetrics: 'ConversationMetrics' },
	auditLog: { get: 'AuditLog', getAll: 'AuditLog' },
	company: {
		create: 'Company',
		find: 'Company',
		findOrCreate: 'Company',
		get: 'Company',
		getAll: 'Company',
	},
	contact: {
		create: 'Contact',
		find: 'Contact',
		findOrCreate: 'Contact',
		get: 'Contact',
		getAll: 'Contact',
		getConversations: 'Conversation',
	},
	conversation: { get: 'Conversation', getAll: 'Conversation', getTranscript: TRANSCRIPT },
	message: { get: 'Message', getAll: 'Message' },
	messageDraft: { create: 'MessageDraft' },
	organization: { getAll: 'Organization' },
	responseDraft: { getAll: 'ResponseDraft', upsert: 'ResponseDraftReceipt' },
	sale: { get: 'Sale', getAll: 'Sale' },
};

/** What the node adds to records. */
const ADDED: Record<string, OutputSchema> = {
	findOrCreate: { properties: { was_created: { type: 'boolean' } } },
};

/** The number that n8n raises when it changes a schema. */
const VERSION = 1;

/**
 * By these schemas n8n's editor shows the fields of an operation's output before anything has run.
 *
 * @returns them by their path below `__schema__/v1.0.0`, e.g. `contact/getAll.json`
 */
export function outputSchemas(): Map<string, OutputSchema> {
	const { schemas } = contract().document.components;
	const found = Object.entries(RETURNED).flatMap(([resource, operations]) =>
		Object.entries(operations).map(([operation, returned]) => {
			const { properties, ...rest } =
				typeof returned === 'string' ? simplify(schemas[returned] ?? {}, schemas) : returned;
			const all = { ...properties, ...ADDED[operation]?.properties };
			const schema = { ...rest, properties: all, version: VERSION };
			return [`${resource}/${operation}.json`, schema] as const;
		}),
	);
	return new Map(found);
}

interface DocumentSchema extends OutputSchema {
	$ref?: string;
	enum?: unknown[];
	properties?: Record<string, DocumentSchema>;
	items?: DocumentSchema;
}

/** Follows references, and keeps only what the editor reads. */
function simplify(schema: DocumentSchema, schemas: Record<string, object>): OutputSchema {
	const name = schema.$ref?.split('/').at(-1);
	if (name !== undefined) return simplify(schemas[name] ?? {}, schemas);
	const { type = schema.enum && 'string', properties, items } = schema;
	return {
		...(type !== undefined && { type }),
		...(properties !== undefined && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([key, each]) => [key, simplify(each, schemas)]),
			),
		}),
		...(items !== undefined && { items: simplify(items, schemas) }),
	};
}

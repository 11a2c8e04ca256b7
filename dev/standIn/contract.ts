/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

/** Where the OpenAPI document of HyperRep's API stands. */
export const DOCUMENT_FILE = join(__dirname, 'openapi.json');

interface Reference {
	$ref: string;
}

interface ParameterObject {
	name: string;
	in: 'path' | 'query';
	required?: boolean;
}

interface OperationObject {
	operationId: string;
	parameters?: Array<ParameterObject | Reference>;
	requestBody?: object;
	responses: Record<string, object | Reference>;
}

interface PathItem {
	parameters?: object[];
	get?: OperationObject;
	post?: OperationObject;
}

/** The parts of the document that are read here and in its tests. */
export interface OpenApiDocument {
	paths: Record<string, PathItem>;
	components: { schemas: Record<string, object> };
}

/** What the document says of one method of one path. */
export interface DocumentedOperation {
	queryNames: ReadonlySet<string>;
	/** Takes the query's texts; changes what it is given. */
	query: ValidateFunction;
	/** Undefined where there is no body. */
	body: ValidateFunction | undefined;
	/** By status: `200`, `2XX`, … */
	responses: ReadonlyMap<string, ValidateFunction>;
}

function readDocument(): OpenApiDocument {
	return JSON.parse(readFileSync(DOCUMENT_FILE, 'utf8')) as OpenApiDocument;
}

const JSON_SCHEMA = ['content', 'application/json', 'schema'];

/** HyperRep's API as its OpenAPI document tells it. Compiles what is asked for, once. */
export class Contract {
	readonly document = readDocument();
	private readonly schemas = newAjv(this.document, false);
	private readonly queries = newAjv(this.document, true);
	private readonly operations = new Map<string, DocumentedOperation | undefined>();

	/** @param path as the document writes it; undefined for what it doesn't know */
	operation(method: string, path: string): DocumentedOperation | undefined {
		const key = `${method} ${path}`;
		if (!this.operations.has(key)) {
			const name = method.toLowerCase();
			const known =
				name === 'get' || name === 'post' ? this.document.paths[path]?.[name] : undefined;
			this.operations.set(key, known && this.compile(known, ['paths', path, name]));
		}
		return this.operations.get(key);
	}

	private compile(operation: OperationObject, at: string[]): DocumentedOperation {
		const parameters = (operation.parameters ?? [])
			.map((_, n) => this.locate<ParameterObject>([...at, 'parameters', String(n)]))
			.filter(({ value }) => value.in === 'query');
		const names = (some: typeof parameters) => some.map(({ value }) => value.name);
		const judge = (where: string[]) => this.schemas.compile(refTo([...where, ...JSON_SCHEMA]));
		return {
			queryNames: new Set(names(parameters)),
			query: this.queries.compile({
				type: 'object',
				additionalProperties: false,
				required: names(parameters.filter(({ value }) => value.required)),
				properties: Object.fromEntries(
					parameters.map(({ value, where }) => [value.name, refTo([...where, 'schema'])]),
				),
			}),
			body: operation.requestBody && judge([...at, 'requestBody']),
			responses: new Map(
				Object.keys(operation.responses).map((status) => [
					status,
					judge(this.locate([...at, 'responses', status]).where),
				]),
			),
		};
	}

	/** What stands at a place of the document, or where that refers to. */
	private locate<T>(where: string[]): { value: T; where: string[] } {
		const value = where.reduce<unknown>(
			(parent, name) => (parent as Record<string, unknown>)[name],
			this.document,
		) as T | Reference;
		if (typeof value === 'object' && value !== null && '$ref' in value) {
			return this.locate(value.$ref.replace('#/', '').split('/'));
		}
		return { value, where };
	}
}

let shared: Contract | undefined;

/** The contract, read once in a process. */
export const contract = (): Contract => (shared ??= new Contract());

/** @param coerces takes texts for numbers, as a query has them */
function newAjv(document: OpenApiDocument, coerces: boolean): Ajv2020 {
	const ajv = new Ajv2020({
		coerceTypes: coerces,
		allowUnionTypes: true,
		strictRequired: false,
		validateSchema: false,
	});
	addFormats(ajv);
	// The document is no schema itself, but holds them: its own words mean nothing to ajv.
	ajv.addVocabulary(Object.keys(document));
	ajv.addSchema(document, 'hyperrep', undefined, false);
	return ajv;
}

/** A schema that stands in the document. */
function refTo(where: string[]): { $ref: string } {
	const pointer = where.map((name) =>
		encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')),
	);
	return { $ref: `hyperrep#/${pointer.join('/')}` };
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { expressionAt, holdsExpression } from '../parameters/expressions';
import type { ParameterSource } from '../parameters/Parameter';

/**
 * The parameters of the node in one run. A parameter without an expression is the same for every item, so n8n
 * is asked for it once.
 */
export class ItemParameters {
	/** The input columns that fill no field. */
	readonly ignoredColumns = new Set<string>();
	private readonly items: INodeExecutionData[];
	private readonly entered: Record<string, unknown>;
	private readonly fixed = new Map<string, unknown>();
	private readonly timezone: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.items = context.getInputData();
		this.entered = context.getNode().parameters;
		this.timezone = context.getTimezone();
	}

	/** The parameters for one input item, with their expressions resolved. */
	of(index: number): ParameterSource {
		return {
			get: (name) => this.get(name, index),
			expressionOf: (...path) => expressionAt(this.entered, path),
			input: this.items[index]?.json ?? {},
			timezone: this.timezone,
			ignoreColumn: (name) => this.ignoredColumns.add(name),
		};
	}

	private get(name: string, index: number): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const value: unknown = this.context.getNodeParameter(name, index, null);
		if (!holdsExpression(this.entered[name])) this.fixed.set(name, value);
		return value;
	}
}

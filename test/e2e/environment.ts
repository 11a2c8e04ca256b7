/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { Circus } from '@jest/types';
import NodeEnvironment from 'jest-environment-node';

/** What the environment tells the tests in it. */
export interface Told {
	/** The names of the tests and hooks that have failed so far. */
	failures: string[];
}

/** Jest's environment for Node, for tests that start programs and keep what a failure leaves. */
export default class EndToEndEnvironment extends NodeEnvironment {
	private readonly told: Told = { failures: [] };
	private readonly onSignal = () => process.exit(1);

	override async setup(): Promise<void> {
		await super.setup();
		// Jest hands tests a copy of `process` that never exits; programs are stopped when the real one does.
		this.global.process = process;
		this.global.endToEnd = this.told;
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, this.onSignal);
	}

	override async teardown(): Promise<void> {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, this.onSignal);
		await super.teardown();
	}

	/** Called by Jest, and before a failed test's own `afterEach`. */
	handleTestEvent(event: Circus.Event): void {
		if (event.name === 'test_fn_failure') this.told.failures.push(event.test.name);
		if (event.name === 'hook_failure') this.told.failures.push(event.hook.type);
	}
}

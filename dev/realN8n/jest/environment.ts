/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import type { Circus } from '@jest/types';
import NodeEnvironment from 'jest-environment-node';

import type { Told } from './failures';

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Jest's environment for Node, for tests that start programs and keep what a failure leaves. */
export default class RealN8nEnvironment extends NodeEnvironment {
	private readonly told: Told = { failures: [] };
	private readonly exits = Object.entries(EXIT_CODES).map(
		([signal, code]) => [signal, () => process.exit(code)] as const,
	);

	override async setup(): Promise<void> {
		await super.setup();
		// Jest hands tests a copy of `process` that never exits; programs are stopped when the real one does.
		this.global.process = process;
		this.global.told = this.told;
		for (const [signal, exit] of this.exits) process.once(signal, exit);
	}

	override async teardown(): Promise<void> {
		for (const [signal, exit] of this.exits) process.off(signal, exit);
		await super.teardown();
	}

	/** Called by Jest, and before a failed test's own `afterEach`. */
	handleTestEvent(event: Circus.Event): void {
		if (event.name === 'test_fn_failure') this.told.failures.push(event.test.name);
		if (event.name === 'hook_failure') this.told.failures.push(event.hook.type);
	}
}

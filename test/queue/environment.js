const { TestEnvironment } = require('jest-environment-node');

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * For tests that start programs. Jest gives tests a copy of `process` that never hears of the end:
 * here what they do on `exit` is done, also after a Ctrl-C, so that no program outlives them. And
 * they can ask `testsFailed`.
 */
module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		// The last thing first, so that a folder is removed after the programs that use it.
		this.global.process.once = (event, listener) => process.prependOnceListener(event, listener);
		this.global.process.off = (event, listener) => process.off(event, listener);
		this.exits = Object.entries(EXIT_CODES).map(([signal, code]) => [
			signal,
			() => process.exit(code),
		]);
		for (const [signal, exit] of this.exits) process.on(signal, exit);
	}

	async teardown() {
		for (const [signal, exit] of this.exits) process.off(signal, exit);
		await super.teardown();
	}

	async handleTestEvent({ name }) {
		if (['test_fn_failure', 'hook_failure'].includes(name)) this.global.testsFailed = true;
	}
};

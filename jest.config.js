const { availableParallelism } = require('node:os');

// n8n's own log would come between the tests' results.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// One more than there are cores, since some tests mostly wait.
	maxWorkers: availableParallelism() + 1,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// Each look at a global takes its time in Jest's sandbox. Modules get these as if they were their own.
	sandboxInjectedGlobals: ['Array', 'Date', 'Error', 'JSON', 'Math', 'Number', 'Object', 'String'],
	// Ends what hangs. No test comes near it: the longest take seconds, and a minute on a machine that is ten times as busy.
	testTimeout: 300_000,
	transform: {
		// Types are checked by `npm run check:types`, once for all files.
		'\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }],
	},
};

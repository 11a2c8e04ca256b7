/**
 * Jest's configuration for tests that start a real n8n.
 *
 * @param {string} folder of the tests, below `test/`
 * @param {string} ending of their files, before `.ts`
 * @returns {import('jest').Config}
 */
module.exports = (folder, ending) => ({
	rootDir: '../..',
	roots: [`<rootDir>/test/${folder}`],
	testMatch: [`**/*.${ending}.ts`],
	testEnvironment: '<rootDir>/dev/realN8n/jest/environment.ts',
	// One n8n at a time.
	maxWorkers: 1,
	// Longer than what a test waits for, whose own message says more.
	testTimeout: 240_000,
	transform: {
		// Types are checked by `npm run check:types`.
		'\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }],
	},
});

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	testEnvironment: '<rootDir>/test/e2e/environment.ts',
	// One n8n for all of them, one after the other.
	maxWorkers: 1,
	// Longer than what a test waits for, whose own message says more.
	testTimeout: 240_000,
	transform: {
		'\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }],
	},
};

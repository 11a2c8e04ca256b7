/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		// Types are checked by `npm run check:types`, once for all files.
		'\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }],
	},
};

module.exports = {
	...require('../../dev/realN8n/jest/config')('e2e', 'e2e'),
	globalSetup: '<rootDir>/test/e2e/packOnce.ts',
	// One n8n at a time: on a machine that is too busy, n8n may save a trigger's state without listing the execution.
	maxWorkers: 1,
};

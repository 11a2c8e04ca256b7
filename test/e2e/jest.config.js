module.exports = {
	...require('../../dev/realN8n/jest/config')('e2e', 'e2e'),
	globalSetup: '<rootDir>/test/e2e/packOnce.ts',
	// Two n8n's at a time. Those of the triggers wait more than they work.
	maxWorkers: 2,
};

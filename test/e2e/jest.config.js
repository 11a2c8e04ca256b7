module.exports = {
	...require('../../dev/realN8n/jest/config')('e2e', 'e2e'),
	globalSetup: '<rootDir>/test/e2e/packOnce.ts',
	// Two n8n's: one with its durable scheduler, one without. Both wait more than they work.
	maxWorkers: 2,
};

const queue = require('../queue/jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...queue,
	roots: ['<rootDir>/test/olderN8n'],
	testMatch: ['**/*.older.ts'],
};

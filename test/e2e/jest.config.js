module.exports = require('../realN8n/jest/config')('e2e', 'e2e');

module.exports = require('../../dev/realN8n/jest/config')('e2e', 'e2e');

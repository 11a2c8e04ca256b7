module.exports = require('../realN8n/jestConfig')('e2e', 'e2e');

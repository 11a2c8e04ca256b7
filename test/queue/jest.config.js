module.exports = require('../realN8n/jestConfig')('queue', 'queue');

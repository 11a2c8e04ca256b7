module.exports = require('../realN8n/jest/config')('queue', 'queue');

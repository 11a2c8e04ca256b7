module.exports = require('../../dev/realN8n/jest/config')('queue', 'queue');

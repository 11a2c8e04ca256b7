module.exports = require('../realN8n/jest/config')('olderN8n', 'older');

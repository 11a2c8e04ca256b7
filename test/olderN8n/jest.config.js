module.exports = require('../../dev/realN8n/jest/config')('olderN8n', 'older');

module.exports = require('../realN8n/jestConfig')('olderN8n', 'older');

module.exports = require('../../tools/test/jest-project.cjs')(__dirname);

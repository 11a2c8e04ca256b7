const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = (done) => {
	const tsc = require.resolve('typescript/bin/tsc');
	execFile(process.execPath, [tsc], (error, output) =>
		done(error === null ? null : new Error(output || error.message)),
	);
};

// `encoding: false` keeps gulp 5 from reading images as text.
const icons = () => src('icons/*', { encoding: false }).pipe(dest('dist/icons'));
// The codex files, and the schemas by which the editor knows the fields of what an operation returns.
const data = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(compile, icons, data));
exports.default = exports.build;

// Runs the project's linter over texts as if they stood in files, and prints what it found:
// echo '{"nodes/HyperRep/HyperRep.node.ts": "…"}' | node lint.mjs
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const eslint = new ESLint();
const found = {};
for (const [filePath, code] of Object.entries(JSON.parse(await text(process.stdin)))) {
	const [{ messages }] = await eslint.lintText(code, { filePath });
	const lines = code.split('\n');
	found[filePath] = messages.map(
		({ ruleId, message, line }) => `${ruleId}: ${message} ${lines[line - 1]}`,
	);
}
console.log(JSON.stringify(found));

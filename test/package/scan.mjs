// Runs the scanner's rules over the source or an unpacked tarball, with the files that it lints of
// each, and prints what it found: node scan.mjs source|tarball <folder>
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [what, folder] = process.argv.slice(2);
const patterns = { source: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };
console.log(JSON.stringify(await analyzePackage(folder, patterns[what])));

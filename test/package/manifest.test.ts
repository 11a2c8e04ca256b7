import manifest from '../../package.json';

/**
 * What npm runs by itself when a package is installed, removed, packed or published (`npm help
 * scripts`; the three for removing up to npm 6).
 */
const LIFECYCLE_SCRIPTS = [
	...['preinstall', 'install', 'postinstall'],
	...['preprepare', 'prepare', 'postprepare'],
	...['prepublish', 'prepublishOnly', 'publish', 'postpublish'],
	...['prepack', 'postpack'],
	...['preuninstall', 'uninstall', 'postuninstall'],
	'dependencies',
];

test('it brings no packages of its own, and asks for n8n-workflow only', () => {
	for (const field of ['dependencies', 'optionalDependencies', 'bundleDependencies', 'overrides']) {
		expect(manifest).not.toHaveProperty(field);
	}
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('it has no lifecycle scripts', () => {
	const scripts = Object.keys(manifest.scripts);
	expect(scripts.filter((script) => LIFECYCLE_SCRIPTS.includes(script))).toEqual([]);
});

test('n8n finds it by its name and keyword, and holds it to its strict rules', () => {
	expect(manifest.name).toMatch(/^n8n-nodes-/);
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.license).toBe('MIT');
	expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
});

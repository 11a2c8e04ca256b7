/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { delimiter, dirname } from 'node:path';

// What `npm run` hands down about this project would otherwise rule npm in other folders too.
const OF_THIS_PROJECT =
	/^npm_(package_|lifecycle_|command$|config_(local_prefix|ignore_scripts|omit|nodedir)$)/i;

/** The environment of an npm of its own: settings of the user kept, those of this project left out. */
export function npmEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !OF_THIS_PROJECT.test(name)),
	);
}

/** The same for an npm that runs on the Node that n8n runs on, and builds native modules for it. */
export function npmEnvironmentOn({
	executable,
	headers,
}: {
	executable: string;
	headers?: string;
}): NodeJS.ProcessEnv {
	const environment = npmEnvironment();
	environment.PATH = [dirname(executable), process.env.PATH ?? ''].join(delimiter);
	if (headers !== undefined) environment.npm_config_nodedir = headers;
	return environment;
}

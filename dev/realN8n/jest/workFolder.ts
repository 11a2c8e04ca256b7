import type { CleanUp } from '../cleanUp';
import { WorkFolder } from '../workFolder';
import { failures } from './failures';

/** A work folder whose logs are kept at the end when a test has failed. */
export async function makeWorkFolder(name: string, cleanUp: CleanUp): Promise<WorkFolder> {
	const work = await WorkFolder.make(name, cleanUp);
	cleanUp.add(async () => {
		if (failures().length > 0) await work.keepLogs();
	});
	return work;
}

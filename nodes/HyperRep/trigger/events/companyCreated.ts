import { companyKind } from '../../resources/company/kind';
import { listedBy } from '../list/listOf';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

export const companyCreated = triggerEvent({
	value: 'companyCreated',
	name: 'Company Created',
	action: 'On new company',
	description: 'When a company is created, no matter how',
	plural: companyKind.plural,
	parameters: {},
	open: (run) => scanStream(run, listedBy(companyKind, 'created_at')),
});

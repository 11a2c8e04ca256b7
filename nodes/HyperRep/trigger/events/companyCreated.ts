import { companyKind } from '../../resources/company/kind';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

const { noun, plural, path, idField } = companyKind;

export const companyCreated = triggerEvent({
	value: 'companyCreated',
	name: 'Company Created',
	action: 'On new company',
	description: 'When a company is created, no matter how',
	plural,
	parameters: {},
	open: (run) => {
		const kind = { noun, idField, atField: 'created_at' };
		return scanStream(run, { kind, path: [path], plural });
	},
});

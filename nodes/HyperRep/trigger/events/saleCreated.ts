import { contactIdOf } from '../../resources/sale/contactIdOf';
import { saleKind } from '../../resources/sale/kind';
import { simplifySale } from '../../resources/sale/simplifySale';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

const { noun, plural, path, idField } = saleKind;

export const saleCreated = triggerEvent({
	value: 'saleCreated',
	name: 'Sale Created',
	action: 'On new sale',
	description: 'When a sale is created, such as a quote or a deal',
	plural,
	parameters: {},
	open: (run) => {
		const kind = { noun, idField, atField: 'created_at' };
		// HyperRep does not say which date of a sale it compares: a new one has all of them behind it.
		return scanStream(run, { kind, path: [path], plural, dates: 'loose' });
	},
	contactIdOf,
	simplify: simplifySale,
});

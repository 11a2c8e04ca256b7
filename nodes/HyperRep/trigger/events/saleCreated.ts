import { contactIdOf } from '../../resources/sale/contactIdOf';
import { saleKind } from '../../resources/sale/kind';
import { simplifySale } from '../../resources/sale/simplifySale';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

export const saleCreated = triggerEvent({
	value: 'saleCreated',
	name: 'Sale Created',
	action: 'On new sale',
	description: 'When a sale is created, such as a quote or a deal',
	plural: saleKind.plural,
	parameters: {},
	// HyperRep does not say which date of a sale it compares: a new one has all of them behind it.
	open: (run) => scanStream(run, { kind: { ...saleKind, atField: 'created_at' }, dates: 'loose' }),
	contactIdOf,
	simplify: simplifySale,
});

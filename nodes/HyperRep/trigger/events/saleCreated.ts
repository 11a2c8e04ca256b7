import { contactIdOf } from '../../resources/sale/contactIdOf';
import { saleKind } from '../../resources/sale/kind';
import { simplifySale } from '../../resources/sale/simplifySale';
import { listedBy } from '../list/listOf';
import { scanStream } from '../scan/stream';
import { triggerEvent } from '../TriggerEvent';

export const saleCreated = triggerEvent({
	value: 'saleCreated',
	name: 'Sale Created',
	action: 'On new sale',
	description: 'When a sale is created, such as a quote or a deal',
	plural: saleKind.plural,
	parameters: {},
	// HyperRep does not say which date of a sale its filter compares: a new one has all of them behind it.
	open: (run) => scanStream(run, { ...listedBy(saleKind, 'created_at'), dates: 'loose' }),
	contactIdOf,
	simplify: simplifySale,
});

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
	// HyperRep does not document which date of a sale its filter compares: those of a new sale are all after
	// the last poll.
	open: (run) => scanStream(run, { ...listedBy(saleKind, 'created_at'), dates: 'loose' }),
	contactIdOf,
	simplify: simplifySale,
});

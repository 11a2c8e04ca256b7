import type { IDataObject } from 'n8n-workflow';

/** Who wrote a message. HyperRep does not always say: a message that is not marked as sent was received. */
export function directionOf({ message_direction: direction }: IDataObject): 'sent' | 'received' {
	return direction === 'sent' ? 'sent' : 'received';
}

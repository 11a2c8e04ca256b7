import type { IDataObject } from 'n8n-workflow';

/** Whether a message is a text message, in which HTML would be visible. */
export const isTextMessage = (message: IDataObject): boolean => modalityOf(message) === 'text';

/** A message's modality, e.g. `email`, in lower case; empty if HyperRep does not say. */
export function modalityOf({ modality }: IDataObject): string {
	return typeof modality === 'string' ? modality.trim().toLowerCase() : '';
}

import type { IDataObject } from 'n8n-workflow';

/** Whether a message goes by phone as plain text, in which HTML would show. */
export const isTextMessage = (message: IDataObject): boolean => modalityOf(message) === 'text';

/** How a message goes, e.g. `email`, in lower case; empty if HyperRep does not say it. */
export function modalityOf({ modality }: IDataObject): string {
	return typeof modality === 'string' ? modality.trim().toLowerCase() : '';
}

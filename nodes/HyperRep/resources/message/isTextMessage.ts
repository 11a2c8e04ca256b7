import type { IDataObject } from 'n8n-workflow';

/** Whether a message goes by phone as plain text, in which HTML would show. */
export function isTextMessage({ modality }: IDataObject): boolean {
	return typeof modality === 'string' && modality.trim().toLowerCase() === 'text';
}

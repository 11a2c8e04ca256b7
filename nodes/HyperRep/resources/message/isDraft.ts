import type { IDataObject } from 'n8n-workflow';

import { isBlank } from '../../values/isBlank';

/** Whether a message was written and not sent: it has no date yet. */
export const isDraft = ({ sent_at: sentAt }: IDataObject): boolean => isBlank(sentAt);

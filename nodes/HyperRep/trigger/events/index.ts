import type { TriggerEvent } from '../TriggerEvent';
import { companyCreated } from './companyCreated';
import { contactCreated } from './contactCreated';

/** Everything that a workflow can be started on, in alphabetical order. */
export const events: TriggerEvent[] = [companyCreated, contactCreated];

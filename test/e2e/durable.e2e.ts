import { useN8n } from './n8nUnderTest';
import { testTriggers } from './triggers';

// What newer versions of n8n do by default: polls are kept in the database, and each gets a copy of
// the state.
const n8n = useN8n('n8n-durable', {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
});

describe("triggers under n8n's durable scheduler", () => testTriggers(n8n));

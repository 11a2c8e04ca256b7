import { useN8n } from './n8nUnderTest';
import { testTriggers } from './triggers';

// The ordinary kind of polls: n8n keeps the state in memory, and saves it when a poll emits something.
const n8n = useN8n('n8n-triggers');

describe('triggers', () => testTriggers(n8n));

import { testAgent } from './agent';
import { testBrowser } from './browser';
import { testColumns } from './columns';
import { testCredentialTest } from './credentialTest';
import { testDigest } from './digest';
import { testDrafts } from './drafts';
import { testExampleResults } from './exampleResults';
import { testExamples } from './examples';
import { testKnownTypes } from './knownTypes';
import { testLists } from './lists';
import { useN8n } from './n8nUnderTest';
import { testOperations } from './operations';
import { testPanel } from './panel';
import { testPanels } from './panels';
import { testResources } from './resources';
import { testSchemas } from './schemas';
import { testSharing } from './sharing';
import { testTools } from './tools';

// One file, so that one n8n serves all of it.
const n8n = useN8n('n8n');

describe('the package in n8n', () => testKnownTypes(n8n));
describe('the test of the credential', () => testCredentialTest(n8n));
describe('operations', () => testOperations(n8n));
describe('resources', () => testResources(n8n));
describe('schemas of the output', () => testSchemas(n8n));
describe('records from columns', () => testColumns(n8n));
describe('tools of an agent', () => testTools(n8n));
describe('executions at the same time', () => testSharing(n8n));
describe('lists in the panel', () => testLists(n8n));
describe('examples', () => testExamples(n8n));
describe('results of examples', () => testExampleResults(n8n));
describe('the digest of the examples', () => testDigest(n8n));
describe('the drafts of the examples', () => testDrafts(n8n));
describe('the AI agent of the examples', () => testAgent(n8n));
describe('the editor in a browser', () => testBrowser(n8n));
describe('the panel', () => testPanel(n8n));
describe('all panels', () => testPanels(n8n));

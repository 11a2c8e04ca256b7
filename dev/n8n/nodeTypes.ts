/** The nodes of this package, as n8n calls them. */
export const NODE_TYPE = 'n8n-nodes-hyperrep.hyperRep';
export const TRIGGER_TYPE = 'n8n-nodes-hyperrep.hyperRepTrigger';
/** The node as a tool of an AI agent, which n8n makes of it. */
export const TOOL_TYPE = 'n8n-nodes-hyperrep.hyperRepTool';

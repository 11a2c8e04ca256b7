/** The action node, as n8n calls it. */
export const NODE_TYPE = 'n8n-nodes-hyperrep.hyperRep';
/** The trigger. */
export const TRIGGER_TYPE = 'n8n-nodes-hyperrep.hyperRepTrigger';
/** The tool for AI agents that n8n makes of the action node. */
export const TOOL_TYPE = 'n8n-nodes-hyperrep.hyperRepTool';

import type { NodeHint } from 'n8n-workflow';

/**
 * Shown where several items come in and no parameter depends on them: the mistake that lists, or
 * creates, the same contacts again and again.
 */
export const sameForEachItem: NodeHint = {
	type: 'warning',
	message:
		"No parameter depends on the input items, so the same is done once for each of them: contacts are listed, or created, several times. Use an expression in a parameter, or turn on 'Execute Once' in the node settings.",
	displayCondition:
		"={{ $input.all().length > 1 && !JSON.stringify($rawParameter).includes(':\"=') }}",
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
};

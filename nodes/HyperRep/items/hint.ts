import type { NodeHint } from 'n8n-workflow';

/**
 * Shown where several items come in and no parameter depends on them: the mistake that lists, or
 * creates, the same contacts again and again.
 */
export const sameForEachItem: NodeHint = {
	type: 'warning',
	// A condition cannot see whether "Execute Once" is on.
	message:
		"No parameter uses the input items. Unless 'Execute Once' is on in the node settings, the same is done once for each of them: contacts are listed, or created, several times.",
	displayCondition:
		"={{ $input.all().length > 1 && !JSON.stringify($rawParameter).includes(':\"=') }}",
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
};

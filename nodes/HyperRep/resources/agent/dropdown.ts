import { nameWith, textOf, type Dropdown } from '../../operations/Dropdown';
import { agentKind } from './kind';

export const agentDropdown: Dropdown = {
	kind: agentKind,
	searched: ['name', 'email'],
	nameOf: (agent) => nameWith(textOf(agent, 'name'), [textOf(agent, 'email')]),
};

import type { Locator, Page } from 'playwright-core';

import type { Owner } from '../../dev/realN8n/owner';

/** n8n's editor in a browser, by what a person does in it. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('input[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(/\/home\//);
	}

	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.node().first().waitFor();
	}

	/** A node on the canvas, or all of them. */
	node(name = ''): Locator {
		return this.page.getByTestId('canvas-node').filter({ hasText: name });
	}

	async openNodeCreator(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
	}

	/** Searches the open node creator. */
	async search(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** What the node creator has found. */
	found(): Locator {
		return this.page.getByTestId('item-iterator-item');
	}

	/** Finds a node in the node creator and adds one of its actions, whose panel opens then. */
	async addAction(node: string, action: string): Promise<void> {
		await this.openNodeCreator();
		await this.search(node);
		await this.found().filter({ hasText: node }).first().click();
		const category = this.page.getByTestId('node-creator-category-item');
		await category.filter({ hasText: /^\s*Actions/ }).click();
		await this.page.getByText(action, { exact: true }).click();
		await this.panel().waitFor();
	}

	/** Adds a node that has no actions, whose panel opens then. */
	async addNode(node: string): Promise<void> {
		await this.openNodeCreator();
		await this.search(node);
		// Others may be described by its name.
		const name = this.page.getByText(node, { exact: true });
		await this.found().filter({ has: name }).first().click();
		await this.panel().waitFor();
	}

	/** Takes one of a node's triggers as the first step of a new workflow, whose panel opens then. */
	async addTrigger(node: string, trigger: string): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
		await this.search(node);
		await this.found().filter({ hasText: node }).first().click();
		await this.page.getByText(trigger, { exact: true }).click();
		await this.panel().waitFor();
	}

	/** Adds an action of a node after the last step, with the plus beside it. */
	async addNext(node: string, action: string): Promise<void> {
		await this.page.getByTestId('canvas-handle-plus').first().click();
		await this.search(node);
		await this.found().filter({ hasText: node }).first().click();
		await this.page.getByText(action, { exact: true }).click();
		await this.panel().waitFor();
	}

	async openPanel(node: string): Promise<void> {
		await this.node(node).dblclick();
		await this.panel().waitFor();
	}

	async closePanel(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.panel().waitFor({ state: 'hidden' });
	}

	/** The parameters of the node whose panel is open. */
	panel(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	async chooseCredential(name: string): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option').filter({ hasText: name }).click();
	}

	/** The credential that the panel shows as chosen. */
	credential(): Locator {
		return this.page.getByTestId('node-credentials-select').locator('input');
	}

	/** Opens the list of a resource locator and takes the entry of this name. */
	async chooseFromList(parameter: string, entry: string): Promise<void> {
		await this.locator(parameter).click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).click();
	}

	/** Opens the list of a resource locator and searches it. */
	async searchList(parameter: string, text: string): Promise<void> {
		await this.locator(parameter).click();
		await this.page.getByTestId('rlc-search').fill(text);
	}

	/** The input of a resource locator. */
	locator(parameter: string): Locator {
		const locator = this.page.getByTestId(`resource-locator-${parameter}`);
		return locator.getByTestId('rlc-input-container').locator('input');
	}

	/** Changes how a resource locator is filled, e.g. "By ID". */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		const locator = this.page.getByTestId(`resource-locator-${parameter}`);
		await locator.getByTestId('rlc-mode-selector').click();
		await this.page.getByRole('option', { name: mode }).click();
	}

	/** Chooses one of the options of a parameter. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).click();
		// An option shows its description below its name.
		const name = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: name, visible: true }).first().click();
	}

	/** Searches the many options of a parameter, and chooses the one that is found. */
	async searchAndChoose(parameter: string, option: string): Promise<void> {
		const input = this.page.getByTestId(`parameter-input-${parameter}`).locator('input');
		await input.click();
		await input.fill(option);
		await this.page.getByRole('option').filter({ hasText: option, visible: true }).first().click();
	}

	/** The name of the option that is chosen. */
	async chosen(parameter: string): Promise<string> {
		return await this.page
			.getByTestId(`parameter-input-${parameter}`)
			.locator('input')
			.inputValue();
	}

	/** The names of the parameters that the panel shows, from top to bottom. */
	async shownParameters(): Promise<string[]> {
		return await this.panel()
			.locator('label[for]')
			.evaluateAll((labels) =>
				labels
					.filter((label) => label.getClientRects().length > 0)
					.map((label) => label.getAttribute('for') ?? ''),
			);
	}

	/** The texts of the panel that do not fit where they stand. */
	async clippedTexts(): Promise<string[]> {
		return await this.panel()
			.locator('label[for] span, input, [data-test-id=rlc-mode-selector] input')
			.evaluateAll((elements) =>
				elements
					.filter(
						({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1,
					)
					.map((element) => element.textContent || ('value' in element ? `${element.value}` : '')),
			);
	}

	/** Drags a field of the input into a resource locator. */
	async drag(field: string, parameter: string): Promise<void> {
		const start = this.page.getByTestId('ndv-input-panel').getByText(field, { exact: true });
		await start.first().hover();
		await this.page.mouse.down();
		// n8n takes it for a drag once the pointer has moved.
		const { x, y } = await middleOf(start.first());
		await this.page.mouse.move(x + 40, y + 20, { steps: 5 });
		const end = await middleOf(this.page.getByTestId(`resource-locator-${parameter}`));
		await this.page.mouse.move(end.x + 60, end.y, { steps: 15 });
		await this.page.mouse.up();
	}

	/** Enters a text of several lines. */
	async enter(parameter: string, text: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).locator('textarea').fill(text);
	}

	/** Enters a text of one line. */
	async enterLine(parameter: string, text: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).locator('input').fill(text);
	}

	async switchOn(parameter: string): Promise<void> {
		await this.page.getByTestId(`parameter-input-${parameter}`).locator('.el-switch').click();
	}

	/** Executes the node whose panel is open, or fetches its test event, and waits until it is done. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.output().getByTestId('node-run-status-success').waitFor();
	}

	/** Shows the output as a list of its fields, as a table, or as JSON. */
	async showOutputAs(mode: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output().getByTestId(`radio-button-${mode}`).click();
	}

	/** Publishes the workflow, under the name that n8n proposes for the version. */
	async publish(): Promise<void> {
		await this.page.getByRole('button', { name: 'Publish' }).first().click();
		await this.page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}

	/** Opens the newest execution of the workflow. */
	async openExecutions(): Promise<void> {
		await this.page.getByText('Executions', { exact: true }).first().click();
		await this.node().first().waitFor();
	}

	/** Waits until the output shows this text. */
	async waitForOutput(text: unknown): Promise<void> {
		await this.output().getByText(String(text)).first().waitFor();
	}

	/** Takes away the notices that n8n shows in a corner for a while. */
	async closeNotices(): Promise<void> {
		const notices = this.page.locator('.el-notification');
		const close = notices.locator('.el-notification__closeBtn');
		while ((await close.count()) > 0) {
			// It may go by itself at this moment.
			await close
				.first()
				.click({ timeout: 1000 })
				.catch(() => undefined);
		}
		await notices.first().waitFor({ state: 'hidden' });
	}

	/** What n8n warns or informs of beside the output. */
	hints(): Locator {
		return this.output().getByTestId('node-hint');
	}

	/** The side of the panel that shows what came out. */
	output(): Locator {
		return this.page.getByTestId('output-panel');
	}
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
	const box = await element.boundingBox();
	if (box === null) throw new Error('It is not shown');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

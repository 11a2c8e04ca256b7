/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

import { report } from '../../dev/realN8n/jest/watch';
import { LOGS, shortPath } from './logs';

type Area = { x: number; y: number; width: number; height: number };

/** The size of the page of which the areas below are parts. */
export const PICTURED = { width: 1400, height: 1000 };

const README_PICTURES = resolve(__dirname, '..', '..', 'docs', 'images');

/** The panel of a node, without what is behind it. */
export const PANEL: Area = { x: 25, y: 25, width: 1350, height: 950 };

/** Its upper half. */
export const TOP_OF_PANEL: Area = { ...PANEL, height: 470 };

/** The execution that is open, with the list of executions beside it. */
export const CANVAS: Area = { x: 40, y: 0, width: 1360, height: 640 };

/** Takes a picture of the README: into the README with `UPDATE_SCREENSHOTS=1`, else beside the logs. */
export async function takePicture(page: Page, name: string, clip: Area): Promise<void> {
	const folder = process.env.UPDATE_SCREENSHOTS === '1' ? README_PICTURES : LOGS;
	// The pointer would otherwise make things appear that belong to what it is over.
	await page.mouse.move(0, 0);
	await page.screenshot({ path: join(folder, `${name}.png`), clip, animations: 'disabled' });
}

/** Keeps a picture of the parameters of the open panel, for somebody who looks at all of them. */
export async function keepPanel(page: Page, name: string): Promise<void> {
	const panel = page.getByTestId('node-parameters');
	await page.mouse.move(0, 0);
	await panel.screenshot({ path: panelPicture(name), animations: 'disabled' });
}

/** Where pictures of panels are kept. */
export const panelPicture = (name: string) => join(LOGS, 'panels', `${name}.png`);

/** Keeps what the page shows now, to look into a failure. */
export async function keepPage(page: Page, test: string): Promise<void> {
	const path = join(LOGS, `${test.replace(/\W+/g, '-').toLowerCase()}.png`);
	await page.screenshot({ path });
	report(`The page then: ${shortPath(path)} (${page.url()})`);
}

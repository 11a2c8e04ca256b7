import type { Browser, Page } from 'playwright-core';

import { failures } from '../../dev/realN8n/jest/failures';
import { openPage, startChromium } from './chromium';
import { Editor } from './editor';
import type { N8nUnderTest } from './n8nUnderTest';
import { keepPage } from './pictures';

/** A browser with n8n's editor in it, for the tests of this `describe`. */
export interface Browsing {
	page: Page;
	editor: Editor;
}

/** Signs in before the tests, and keeps a picture of the page where one fails. */
export function useEditor(n8n: N8nUnderTest): Browsing {
	const browsing = {} as Browsing;
	let browser: Browser | undefined;
	let failed = 0;

	beforeAll(async () => {
		browser = await startChromium();
		browsing.page = await openPage(browser);
		browsing.editor = new Editor(browsing.page, n8n.url);
		failed = failures().length;
		await browsing.editor.signIn(n8n.owner);
	});

	afterEach(async () => {
		if (browsing.page === undefined || failures().length === failed) return;
		failed = failures().length;
		await keepPage(browsing.page, failures()[failed - 1] ?? 'failed');
	});

	afterAll(async () => await browser?.close());
	return browsing;
}

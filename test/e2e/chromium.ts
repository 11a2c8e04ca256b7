/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on Node, not in n8n */
import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// Quiet: a browser of its own accord asks its maker's servers for this and that.
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const SECONDS_TO_APPEAR = 30;

/**
 * Starts a Chromium without a window: that of the variable `CHROMIUM`, else the system's.
 *
 * @throws Error with what to install where there is none
 */
export async function startChromium(): Promise<Browser> {
	const chosen = process.env.CHROMIUM;
	const executablePath = chosen ?? PLACES.find((path) => existsSync(path));
	if (executablePath === undefined || !existsSync(executablePath)) {
		throw new Error(
			`There is no Chromium at ${chosen ?? PLACES.join(', ')}. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.`,
		);
	}
	return await chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Opens a page that reaches this machine only. */
export async function openPage(browser: Browser): Promise<Page> {
	selectors.setTestIdAttribute('data-test-id');
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	page.setDefaultTimeout(SECONDS_TO_APPEAR * 1000);
	await page.route('**/*', async (route) => {
		const { hostname } = new URL(route.request().url());
		await (hostname === '127.0.0.1' ? route.continue() : route.abort());
	});
	return page;
}

// What all tests in a browser share: Chromium, pages opened from files, and what went wrong on them.

import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser; its `open` opens pages. */
export async function start() {
    const executablePath = CHROMIUM.find((path) => path && existsSync(path));
    if (!executablePath) throw new Error("there is no Chromium; the variable CHROMIUM may say where it is");
    // Chromium refuses to run as root with its sandbox, as it must in containers.
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ executablePath, args });
    return { version: browser.version(), open: (file, options) => open(browser, file, options), close: () => browser.close() };
}

/**
 * Opens a file. What comes back holds the page of Playwright, every request beside that for the file itself, and every
 * error: exceptions, and errors and warnings of the console, to which a violated policy belongs.
 *
 * `width` and `height` are in pixels, `scheme` is `light` or `dark`, `lang` the language of the reader, `scripts` says
 * whether scripts run, and `hash` is what stands behind `#` in the address.
 */
async function open(browser, file, options = {}) {
    const { width = 1280, height = 900, scheme = "light", lang = "en", scripts = true, hash = "" } = options;
    const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        locale: lang,
        javaScriptEnabled: scripts,
    });
    const page = await context.newPage();
    const requests = [];
    const errors = [];
    const address = pathToFileURL(file).href;
    page.on("request", (request) => {
        if (request.url().split("#")[0] !== address) requests.push(request.url());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) errors.push(message.text());
    });
    await page.goto(address + hash);
    return { page, requests, errors, close: () => context.close() };
}

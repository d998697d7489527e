// Runs all tests in a browser, or those that are named:
//
//     node tests/browser/run.mjs [scores speed ...]
//
// The pages and what is expected of them are made by the example `browser_cases` of the tests, into `target/browser`;
// with `--no-build` they are taken as they are.

import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./harness.mjs";

// A test is a module whose default export is a function of `{ open, folder, say }`; it throws where something is wrong.
const TESTS = ["page", "scores", "by-hand", "speed"];

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "target/browser");
const named = process.argv.slice(2).filter((word) => word !== "--no-build");
const unknown = named.find((name) => !TESTS.includes(name));
if (unknown) throw new Error(`there is no test \`${unknown}\`; the tests are: ${TESTS.join(", ")}`);

if (!process.argv.includes("--no-build")) {
    const command = ["run", "--quiet", "--locked", "-p", "icip-tests", "--example", "browser_cases", "--", folder];
    execFileSync("cargo", command, { cwd: root, stdio: "inherit" });
}
const browser = await start();
console.log(`Chromium ${browser.version}`);
let failed = 0;
for (const name of named.length > 0 ? named : TESTS) {
    const begun = performance.now();
    const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
    try {
        const { default: test } = await import(`./${name}.test.mjs`);
        await test({ open: browser.open, folder, say: (text) => console.log(`${name}: ${text}`) });
        console.log(`${name}: passed in ${seconds()} s`);
    } catch (error) {
        failed += 1;
        console.error(`${name}: FAILED after ${seconds()} s\n${error.stack}`);
    }
}
await browser.close();
process.exitCode = failed > 0 ? 1 : 0;

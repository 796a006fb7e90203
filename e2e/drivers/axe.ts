import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails where axe sees a violation of any of its rules on the page, open shadow roots included. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const found: { id: string; nodes: string[] }[] = await page.evaluate(async (script) => {
    if (!("axe" in window)) new Function(script)();
    const { axe } = window as any;
    const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "landmark-one-main": { enabled: false }, region: { enabled: false } } });
    return violations.map(({ id, nodes }: any) => ({ id, nodes: nodes.map((node: any) => `${node.target.flat().join(" ")}: ${node.failureSummary}`) }));
  }, source);
  expect(found, state).toEqual([]);
}

// What axe-core finds wrong with a page, a line each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What high contrast promises beyond that.
export const MORE_CONTRAST = { type: 'rule', values: ['color-contrast-enhanced'] };

export async function violations(inbox, rules = RULES) {
  await inbox.settled();
  // Evaluated by the debugger, which the page's own policy does not bind; half a megabyte, which stays in the page.
  if (!(await inbox.page.evaluate(() => Boolean(window.axe)))) await inbox.page.evaluate(AXE);
  const found = await inbox.page.evaluate((only) => window.axe.run(document, { runOnly: only }), rules);
  return found.violations.map((one) => `${one.id} (${one.impact}): ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

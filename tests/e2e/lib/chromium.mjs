// The distribution's Chromium, drawing in software and with the same fonts everywhere, asking nobody outside.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--font-render-hinting=none', '--disable-lcd-text',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const FONTS = fileURLToPath(new URL('../fonts.conf', import.meta.url));

// `ratio`: device pixels per CSS pixel as a screen has them. An emulated ratio lays text out in CSS pixels and enlarges it then,
// a real one does not: they differ where the ratio is no whole number.
export function launch({ ratio = 1 } = {}) {
  const args = ratio === 1 ? FLAGS : [...FLAGS, `--force-device-scale-factor=${ratio}`];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args, env: { ...process.env, FONTCONFIG_FILE: FONTS } });
}

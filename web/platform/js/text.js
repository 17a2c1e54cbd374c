// The browser's own text engine: fonts, widths and baselines of the app's text styles.
import {emit, Kind, readText, wasm} from './heap.js';
import {kick, whenIdle} from './loop.js';
import {state, whenRatioChanges} from './screen.js';

// No emoji family is named: a named one gets its widths rounded to whole pixels, the browser's own fallback does not,
// and text would be wider in the DOM than on the canvas.
const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
const mono = 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace';

const coloured = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}|\u20E3/u;
const rightToLeft = /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFD\uFE70-\uFEFC]/u;
// What is set apart in a sentence (a name in another language) does not decide the direction of the sentence; where everything
// is, the sentence runs as the interface does, which put it together.
const setApart = /\u2068[^\u2069]*\u2069?/gu;
export function isRtl(text) {
  if (!text.includes('\u2068')) return rightToLeft.test(text);
  const own = text.replace(setApart, '');
  return rightToLeft.test(own) || (!/\p{L}/u.test(own) && document.documentElement.dir === 'rtl');
}

// A canvas shapes East Asian text sign by sign, the page shapes the whole line: only the page draws pairs of kana closer.
// Without kerning, lines with kana are the same in both.
const kana = /[\u3040-\u30FF]/u;
export const kerningOf = text => kana.test(text) ? 'none' : 'auto';

// On fine screens the page draws without hinting, but a canvas may still hint some sizes; between one and one and a half it is
// the other way round for some fonts. Asked for by name, both leave it.
export const renderingOf = () => state.dpr > 1 ? 'geometricPrecision' : 'auto';

// The page's own language where a text has none of its own.
export const languageOf = language => language || document.documentElement.lang || 'en';

const styles = [];
const ruler = document.createElement('canvas').getContext('2d');
const widths = new Map();  // style and text -> CSS px
const widths_max = 20000;

export const fontOf = (style, larger = 1) => {
  const s = styles[style] ?? styles[0];
  return `${s.weight} ${s.px * larger}px ${s.mono ? mono : sans}`;
};
export const lineHeightOf = style => (styles[style] ?? styles[0]).line;
export const baselineOf = style => (styles[style] ?? styles[0]).baseline;
export const cssFontOf = style => {
  const s = styles[style] ?? styles[0];
  return `${s.weight} ${s.px}px/${s.line}px ${s.mono ? mono : sans}`;
};

// A style is a rule of the page, parsed once: as a property of each element it would be parsed for every one of them.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
export const classOf = style => `font${styles[style] ? style : 0}`;
const ruleOf = ({tabular}, style) => `:is(#plane, #last-view) .${classOf(style)}{font:${cssFontOf(style)}${tabular ? ';font-variant-numeric:tabular-nums' : ''}}`;

// A page sets its text in device pixels; only where the ratio is made up (device emulation), or a browser always does so, in CSS
// px, to enlarge it then. The finest length of its layout tells, 1/64 of the one or of the other.
export let enlarged = 1;  // pixels of the page's text for one CSS px

// Where the page itself would put the baseline of a line box, so that drawn text and DOM text fall on the same pixels. All of
// them at once: the page is laid out for each question after a change.
function probeBaselines() {
  const probes = styles.map((_, style) => {
    const line = document.createElement('div'), mark = document.createElement('span');
    line.className = 'probe';
    line.style.font = cssFontOf(style);
    mark.style.width = `${1.01 / 64 / state.dpr}px`;
    line.append('Hxgp', mark);
    return {line, mark};
  });
  document.body.append(...probes.map(({line}) => line));
  probes.forEach(({line, mark}, style) => {
    const {bottom, width} = mark.getBoundingClientRect();
    styles[style].baseline = bottom - line.getBoundingClientRect().top;
    enlarged = width > 0 ? state.dpr : 1;
  });
  for (const {line} of probes) line.remove();
}

const dressStyles = () => sheet.replaceSync(styles.map(ruleOf).join(''));

// As they were told before, for words that stand before the program does.
export const textStyles = () => styles;
export function useStyles(told) {
  styles.push(...told);
  dressStyles();
}

export function setStyles(at, count) {
  const view = new DataView(wasm.HEAPU8.buffer, at, count * 16);
  styles.length = 0;
  widths.clear();
  for (let i = 0; i < count; i++) {
    const number = k => view.getFloat32(i * 16 + k * 4, true);
    styles.push({px: number(0), line: number(1), weight: Math.round(number(2)), mono: (view.getUint32(i * 16 + 12, true) & 1) !== 0,
      tabular: (view.getUint32(i * 16 + 12, true) & 2) !== 0});
  }
  dressStyles();
  forgetFonts();
}

// After a font arrived or the pixel ratio changed.
export function forgetFonts() {
  widths.clear();
  document.documentElement.style.textRendering = renderingOf();
  for (const style of styles) style.digitRoom = undefined;
  probeBaselines();
}

// A brush that sets this run as the page would: `run` is {style, language, rtl}.
export function ready(brush, text, run, larger = 1) {
  const language = languageOf(run.language);
  if ('lang' in brush) {
    if (brush.lang !== language) brush.lang = language;
  } else if (brush.canvas.lang !== language) {
    brush.canvas.lang = language;
  }
  brush.font = fontOf(run.style, larger);
  brush.fontKerning = kerningOf(text);
  brush.textRendering = renderingOf();
  brush.direction = run.rtl ? 'rtl' : 'ltr';
}

// Times and counts change without their neighbours moving. Where a font's own digits differ in width the page sets them in
// equal ones, which a canvas cannot ask for: there each digit gets the room of the widest.
const digits = '0123456789';
function digitRoom(style) {
  const s = styles[style] ?? styles[0];
  if (!s?.tabular) return 0;
  if (s.digitRoom === undefined) {
    ready(ruler, digits, {style, language: '', rtl: false});
    const each = [...digits].map(digit => ruler.measureText(digit).width);
    s.digitRoom = Math.max(...each) - Math.min(...each) < 0.01 ? 0 : Math.max(...each);
  }
  return s.digitRoom;
}

// [{text, x}] where digits need places of their own, else null.
export function figuresOf(text, run) {
  const room = digitRoom(run.style);
  if (!room || run.rtl || !/[0-9]/.test(text)) return null;
  const parts = [];
  let x = 0;
  for (const [part] of text.matchAll(/[0-9]|[^0-9]+/g)) {
    ready(ruler, part, run);
    const width = ruler.measureText(part).width, digit = /[0-9]/.test(part);
    parts.push({text: part, x: digit ? x + (room - width) / 2 : x});
    x += digit ? room : width;
  }
  parts.width = x;
  return parts;
}

export function widthOf(text, run) {
  const key = `${run.style} ${run.rtl ? 1 : 0}${run.language} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    const figures = figuresOf(text, run);
    if (!figures) ready(ruler, text, run);
    width = figures ? figures.width : ruler.measureText(text).width;
    if (widths.size >= widths_max) widths.clear();
    widths.set(key, width);
  }
  return width;
}

const tags = new Map();  // where a tag lies in memory changes; its letters are few
export function runOf(style, at, size, rtl) {
  const language = size ? readText(at, size) : '';
  const key = `${style}${rtl ? '<' : '>'}${language}`;
  if (!tags.has(key)) tags.set(key, Object.freeze({style, language, rtl: Boolean(rtl)}));
  return tags.get(key);
}

export function measure(at, size, style, language, languageSize, rtl, out) {
  const text = readText(at, size), run = runOf(style, language, languageSize, rtl);
  const view = new DataView(wasm.HEAPU8.buffer, out, 16);
  const baseline = baselineOf(style);
  [widthOf(text, run), baseline, lineHeightOf(style) - baseline, +coloured.test(text)].forEach((value, i) => view.setFloat32(i * 4, value, true));
}

// The first text in a script loads its font, for which a frame may be too short.
const unmeasured = [];
function measureNext() {
  const {text, run} = unmeasured.shift();
  widthOf(text, run);
  if (unmeasured.length) whenIdle(measureNext);
}

export function measureWhenIdle(at, size, style, language, languageSize, rtl) {
  if (unmeasured.push({text: readText(at, size), run: runOf(style, language, languageSize, rtl)}) === 1) whenIdle(measureNext);
}

function changed() {
  forgetFonts();
  emit(Kind.fonts_changed, {});
  kick(2);
}

export function watchFonts() {
  whenRatioChanges(forgetFonts);
  new MutationObserver(changed).observe(document.documentElement, {attributes: true, attributeFilter: ['lang']});
  document.fonts.addEventListener?.('loadingdone', event => {
    if (event.fontfaces?.length) changed();
  });
}

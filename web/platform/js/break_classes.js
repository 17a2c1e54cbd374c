// The line-break class of a letter (UAX 14). JavaScript knows scripts and categories but not this property: what they do
// not tell is listed. Small kana count as ideographs, as `line-break: auto` has them.
const names = ['AL', 'BA', 'BB', 'B2', 'CB', 'CL', 'CM', 'CP', 'EB', 'EM', 'EX', 'GL', 'HL', 'HY', 'ID', 'IN', 'IS', 'NS', 'NU', 'OP', 'PO', 'PR',
  'QU', 'RI', 'SA', 'SP', 'SY', 'WJ', 'ZW', 'ZWJ'];
export const Is = Object.freeze(Object.fromEntries(names.map((name, number) => [name, number])));

// In this order: the first that matches decides.
const table = [
  [Is.SP, /[ \t\u1680\u2000-\u2006\u2008-\u200A\u205F\u3000]/u],
  [Is.ZW, /\u200B/u], [Is.ZWJ, /\u200D/u], [Is.WJ, /[\u2060\uFEFF]/u], [Is.CB, /\uFFFC/u],
  [Is.GL, /[\u00A0\u034F\u035C-\u0362\u0F08\u0F0C\u0F12\u180E\u2007\u2011\u202F]/u],
  [Is.RI, /\p{Regional_Indicator}/u], [Is.EM, /\p{Emoji_Modifier}/u], [Is.EB, /\p{Emoji_Modifier_Base}/u],
  [Is.NU, /[\u066B\u066C]|(?![\uFF10-\uFF19])\p{Nd}/u],
  [Is.SA, /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}](?<=[\p{L}\p{M}])/u],
  [Is.HL, /(?=\p{L})\p{Script=Hebrew}/u],
  [Is.QU, /["'\u00AB\u00BB\u2018\u2019\u201B-\u201D\u201F\u2039\u203A\u275B-\u2760\u2E00-\u2E0D\u2E1C\u2E1D\u2E20\u2E21]/u],
  [Is.CP, /[)\]]/u],
  [Is.EX, /[!?\u05C6\u061B\u061E\u061F\u06D4\u07F9\u0F0D-\u0F11\u0F14\u1802\u1803\u1808\u1809\u1944\u1945\u2762\u2763\u2CF9\u2CFE\u2E2E\uA60E\uFE15\uFE16\uFE56\uFE57\uFF01\uFF1F]/u],
  [Is.IS, /[,.:;\u037E\u0589\u060C\u060D\u07F8\u2044\uFE10\uFE13\uFE14]/u],
  [Is.NS, /[\u17D6\u203C\u203D\u2047-\u2049\u3005\u301C\u303B\u303C\u309B-\u309E\u30A0\u30FB\u30FD\u30FE\uFE54\uFE55\uFF1A\uFF1B\uFF65\uFF9E\uFF9F]/u],
  [Is.CL, /[}\u3001\u3002\uFE11\uFE12\uFE50\uFE52\uFF0C\uFF0E\uFF61\uFF64]|\p{Pe}/u],
  [Is.OP, /[\u00A1\u00BF\u2E18]|\p{Ps}/u],
  [Is.IN, /[\u2024-\u2026\u22EF\uFE19]/u],
  [Is.PO, /[%\u00A2\u00B0\u060B\u066A\u2030-\u2037\u2057\u20A7\u20B6\u20BB\u20BE\u2103\u2109\uFDFC\uFE6A\uFF05\uFFE0]/u],
  [Is.PR, /[+\\\u00B1\u2116\u2212\u2213]|\p{Sc}/u],
  [Is.B2, /[\u2014\u2E3A\u2E3B]/u], [Is.HY, /-/u], [Is.SY, /\//u],
  [Is.BA, /[|\u00AD\u058A\u05BE\u0964\u0965\u0E5A\u0E5B\u0F0B\u0F34\u0F7F\u0F85\u0FBE\u0FBF\u104A\u104B\u1361\u17D4\u17D5\u17D8\u17DA\u2010\u2012\u2013\u2027\u2056\u2058-\u205B\u205D\u205E\u2E17\u2E19]/u],
  [Is.BB, /[\u00B4\u02C8\u02CC\u02DF\u0F01-\u0F04\u0F06\u0F07\u0F09\u0F0A\u0FD0\u0FD1\u0FD3\u1806]/u],
  [Is.ID, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303F\u30FC\u3200-\u33FF\uFF01-\uFF60]/u],
  [Is.ID, /[\u231A\u231B\u23F0-\u23F3\u2600-\u2603\u2614\u2615\u2618\u261A-\u261F\u2639-\u263B\u2668\u267F\u26BD-\u26C8\u26CD\u26CF-\u26D1\u26D3\u26D4\u26D8\u26D9\u26DC\u26DF-\u26E1\u26EA\u26F1-\u26F5\u26F7-\u26FA\u26FD-\u2704\u2708-\u270D\u2764]/u],
  [Is.ID, /[\u{1F000}-\u{1FAFF}](?<=\p{Extended_Pictographic})/u],
  [Is.CM, /[\u00AD\u200C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFE00-\uFE0F]|\p{M}/u],
];

const known = new Map();  // letter -> class; a conversation uses some hundred letters
const known_max = 20000;

export function classOf(letter) {
  let kind = known.get(letter);
  if (kind === undefined) {
    kind = (table.find(([, pattern]) => pattern.test(letter)) ?? [Is.AL])[0];
    if (known.size >= known_max) known.clear();
    known.set(letter, kind);
  }
  return kind;
}

const wide = /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFFDC\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
export const isEastAsian = letter => letter > '\u10ff' && wide.test(letter);

#!/usr/bin/env python3
"""later_words.py ROOT OUT: the words of assets/locale in two parts, as web/later.txt cuts the program.

OUT/en.json is compiled into the program (words.py), OUT/de.json and the like are fetched beside it; OUT/en.later.json,
OUT/de.later.json and the like come with the program's second part. The program knows a word by its place among all sorted keys
of English (word_keys.py), so every file has the texts in that order and, instead of those that are in its other half, a number:
how many of them follow each other. Those that are looked for by code have their keys beside them; in the first part the English
ones alone, for they give the others theirs.

A word is the second part's when its constant (web/app/words*.h) is named in files of web/later.txt alone, and not in what stays
of these ("- name"). Headers count as the first part. A text that begins keys ("refusal.") names them all. What else an action is
called stands in the table of actions; it is used where `.synonyms` is read."""
import json, os, re, sys

CONSTANT = re.compile(r'inline constexpr (?:Word|Plural) (\w+)\{"([^"]+)"\}')
TABLE = "action_table.cpp"
NAMED = re.compile(r"\bwords::((?:\w+::)*\w+)")
QUOTED = re.compile(r'"([a-z_]+\.(?:\w*))"')


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def rules(path):
    """The files that come later, and the names that stay of them."""
    lines = [line.split("#")[0].strip() for line in read(path).splitlines()]
    return {l for l in lines if l and l[0] not in "+-"}, [l[1:].strip() for l in lines if l.startswith("-")]


def constants(headers):
    """people::tag_on -> its key."""
    found = {}
    for header in headers:
        text = read(header)
        space = re.search(r"namespace tributary::app::words(?:::(\w+))? \{", text)[1]
        found.update({f"{space}::{name}" if space else name: key for name, key in CONSTANT.findall(text)})
    return found


def parts_of(text):
    """What stands at the beginning of a line and what belongs to it: functions, types, tables; each with the name it defines."""
    parts = []
    for line in text.splitlines():
        if re.match(r"[A-Za-z\[]", line) and not line.startswith("namespace"): parts.append(line)
        elif parts and line[:1] not in "/#": parts[-1] += "\n" + line
    head = lambda part: re.split(r"[({;=]", part.replace("operator=", ""), maxsplit=1)[0].rstrip()
    return [(re.search(r"[\w:~]*$", head(part))[0], part) for part in parts]


def staying(text, stay):
    """Of a file that comes later: the functions that stay, and what these name of what only this file knows."""
    names = [name.split("tributary::app::")[-1] for name in stay]  # "App::show_part", or "nodes::" for all of them
    parts = parts_of(text)
    kept = {i for i, (defined, _) in enumerate(parts) if any(defined == name or (name.endswith("::") and defined.startswith(name)) for name in names)}
    while True:
        code = re.sub(r'"(?:[^"\\]|\\.)*"|//.*', "", "\n".join(parts[i][1] for i in kept))
        named = set(re.findall(r"\w+", code))
        more = {i for i, (defined, _) in enumerate(parts) if defined in named} - kept
        if not more: return "\n".join(parts[i][1] for i in kept)
        kept |= more


def used(text, keys, known, named_alone=False):
    """The keys that this text of a program names. named_alone: it names synonyms, and shows none."""
    found = set()
    inside = re.findall(r"\w+", text) if re.search(r"namespace [\w:]*\bwords\b", text) else []  # there they need no "words::"
    for name in NAMED.findall(text) + inside:
        if name in known and not (named_alone and name.endswith("_also")): found.add(known[name])
    for begin in QUOTED.findall(text):
        found |= {key for key in keys if key == begin or (begin.endswith(".") and key.startswith(begin))}
    if ".synonyms" in text: found |= {key for name, key in known.items() if name.endswith("_also")}
    return found


def cut(root, keys):
    """The keys that only the second part needs, and which of these are written out in the program, or put together."""
    app = os.path.join(root, "web/app")
    sources = sorted(os.path.join(folder, f) for folder, _, files in os.walk(app) for f in files if f.endswith((".cpp", ".h")))
    headers = [s for s in sources if re.fullmatch(r"words(_\w+)?\.h", os.path.basename(s))]
    known = constants(headers)
    files, stay = rules(os.path.join(root, "web/later.txt"))
    first, later, quoted = {"language", "direction"}, set(), set()
    for source in sources:
        if source in headers: continue
        text, comes_later = read(source), os.path.relpath(source, root) in files
        if re.search(r"using (namespace )?[\w:]*\bwords\b|namespace \w+ = [\w:]*words", text): sys.exit(f"{source}: words are named in full, so that they can be told apart")
        (later if comes_later else first).update(used(text, keys, known, os.path.basename(source) == TABLE))
        if comes_later: first |= used(staying(text, stay), keys, known)
        quoted |= used(" ".join(f'"{begin}"' for begin in QUOTED.findall(text)), keys, {})
    return later - first, quoted


def placed(table, keys, here, named):
    """What stands in each place, as web/app/word_table.h reads it."""
    places = []
    for key in keys:
        if key in here: places.append([key, table[key]] if key in named else table[key])
        elif places and isinstance(places[-1], int): places[-1] += 1
        else: places.append(1)
    return places


def write(out, name, value):
    with open(os.path.join(out, name), "w", encoding="utf-8") as f:
        json.dump(value, f, ensure_ascii=False, separators=(",", ":"))


def main():
    root, out = sys.argv[1:]
    folder = os.path.join(root, "assets/locale")
    tables = {os.path.splitext(f)[0]: json.loads(read(os.path.join(folder, f))) for f in sorted(os.listdir(folder)) if f.endswith(".json")}
    keys = set(tables["en"])
    later, quoted = cut(root, keys)
    os.makedirs(out, exist_ok=True)
    for language, table in tables.items():
        if set(table) != keys: sys.exit(f"assets/locale/{language}.json has not the keys of English: {sorted(set(table) ^ keys)}")
        write(out, f"{language}.json", placed(table, sorted(keys), keys - later, quoted if language == "en" else {}))
        write(out, f"{language}.later.json", placed(table, sorted(keys), later, quoted))


main()

#!/usr/bin/env python3
"""words.py en.json OUT.cpp: the English words of the interface as one constant of the program. Texts by their keys become what
web/app/word_table.h reads: all of them in the order of their keys, each with its own."""
import json, os, sys

locale, out = sys.argv[1:]
with open(locale, encoding="utf-8") as f: words = json.load(f)
if isinstance(words, dict): words = [[key, words[key]] for key in sorted(words)]
text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
os.makedirs(os.path.dirname(out), exist_ok=True)
with open(out, "w", encoding="utf-8") as f:
    f.write('#include "web/app/english.h"\n\nnamespace tributary::app::words {\n\nstd::string_view english_json() {\n  return\n')
    for start in range(0, len(text), 100):
        f.write(f"      {json.dumps(text[start:start + 100], ensure_ascii=False)}\n")
    f.write("      ;\n}\n\n}  // namespace tributary::app::words\n")

#!/usr/bin/env python3
"""word_keys.py en.json OUT.h: the keys of the words in order, for the compiler alone (web/app/word_place.h). Where they are as
they were, the file is left alone, so that a new text compiles nothing anew."""
import json, os, sys

locale, out = sys.argv[1:]
with open(locale, encoding="utf-8") as f: keys = sorted(json.load(f))
lines = "".join(f"    {json.dumps(key)},\n" for key in keys)
text = f"#pragma once\n\nnamespace tributary::app {{\n\ninline constexpr const char* word_keys[] = {{\n{lines}}};\n\n}}  // namespace tributary::app\n"
os.makedirs(os.path.dirname(out), exist_ok=True)
if os.path.exists(out):
    with open(out, encoding="utf-8") as f:
        if f.read() == text: sys.exit()
with open(out, "w", encoding="utf-8") as f: f.write(text)

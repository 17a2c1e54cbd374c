#!/usr/bin/env python3
"""without_font.py imgui_draw.cpp OUT.cpp: the same file without the font inside it. A source that names it otherwise is left as it is."""
import os, re, sys

source, out = sys.argv[1:]
with open(source, encoding="utf-8") as f:
    text = f.read()
text = re.sub(r'(char proggy_clean_ttf_compressed_data_base85)\[[^\]]*\]\s*=\s*(?:"(?:[^"\\]|\\.)*"\s*)+;', r'\1[1] = "";', text)
os.makedirs(os.path.dirname(out), exist_ok=True)
with open(out, "w", encoding="utf-8") as f:
    f.write(text)

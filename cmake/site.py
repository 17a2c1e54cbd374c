#!/usr/bin/env python3
"""site.py OUT SHELL JS APP.js APP.wasm LOCALE.json...: the site folder. Every file but index.html and build.txt carries 12 hex digits
of a hash in its name (x.<hash>.js), so that it can be kept for ever; names inside the files are rewritten to match.
The modules import each other, so all of them share one hash over the whole set."""
import hashlib, os, re, shutil, sys

IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*)(['"])\./([a-z_]+)\.js\2""")


def read(path):
    with open(path, "rb") as f:
        return f.read()


def digest(*parts):
    h = hashlib.sha256()
    for part in parts:
        h.update(hashlib.sha256(part).digest())
    return h.hexdigest()[:12]


def hashed(name, mark):
    stem, ext = os.path.splitext(name)
    return f"{stem}.{mark}{ext}"


def main():
    out, shell, js, *built = sys.argv[1:]
    paths = {os.path.basename(p): p for p in built}
    for folder in (shell, js):
        paths.update({f: os.path.join(folder, f) for f in sorted(os.listdir(folder)) if not f.startswith(".")})
    page = read(paths.pop("index.html")).decode()
    content = {name: read(path) for name, path in sorted(paths.items())}

    modules = {n: d for n, d in content.items() if n.endswith(".js")}
    names = {n: hashed(n, digest(d)) for n, d in content.items() if n not in modules}
    wasm = {n: m for n, m in names.items() if n.endswith(".wasm")}
    words = {n: m for n, m in names.items() if n.endswith(".json")}
    mark = digest(*(n.encode() for n in (*wasm.values(), *words.values())), *modules.values())
    names.update({n: hashed(n, mark) for n in modules})
    for name, data in modules.items():
        text = IMPORT.sub(lambda m: f"{m[1]}{m[2]}./{names[m[3] + '.js']}{m[2]}", data.decode())
        for old, new in wasm.items():
            text = text.replace(old, new)
        for old, new in words.items():
            text = text.replace(f"'/{old}'", f"'/{new}'")
        content[name] = text.encode()

    build = digest(page.encode(), *(n.encode() for n in sorted(names.values())))
    page = page.replace("@BUILD@", build)
    for name, new in names.items():
        page = page.replace(f'"/{name}"', f'"/{new}"')
    content["index.html"], content["build.txt"] = page.encode(), (build + "\n").encode()

    fresh = out + ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    os.makedirs(fresh)
    for name, data in content.items():
        with open(os.path.join(fresh, names.get(name, name)), "wb") as f:
            f.write(data)
    shutil.rmtree(out, ignore_errors=True)
    os.rename(fresh, out)


main()

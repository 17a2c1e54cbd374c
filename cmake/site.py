#!/usr/bin/env python3
"""site.py OUT SHELL JS APP.js APP.wasm: the site folder. Every file but index.html and build.txt is named after its
content (x.<12 hex>.js), so that it can be kept for ever; names inside the files are rewritten to match."""
import hashlib, os, re, shutil, sys

IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)(['"])\./([a-z_]+\.js)\2""")


def read(path):
    with open(path, "rb") as f:
        return f.read()


class Site:
    def __init__(self, out, sources):
        self.out, self.sources, self.named = out, sources, {}

    def put(self, name, data):
        stem, ext = os.path.splitext(name)
        hashed = f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}{ext}"
        with open(os.path.join(self.out, hashed), "wb") as f:
            f.write(data)
        self.named[name] = hashed
        return hashed

    def add(self, name, on_the_way=()):
        """Adds a file after what it imports: an import's name is part of the content that is hashed."""
        if name in self.named:
            return self.named[name]
        if name in on_the_way:
            sys.exit(f"site.py: {name} imports itself through {' -> '.join(on_the_way)}")
        data = read(self.sources[name])
        if name.endswith(".js"):
            way = (*on_the_way, name)
            text = IMPORT.sub(lambda m: f"{m[1]}{m[2]}./{self.add(m[3], way)}{m[2]}", data.decode())
            for other in self.sources:
                if other.endswith(".wasm") and other in text:
                    text = text.replace(other, self.add(other))
            data = text.encode()
        return self.put(name, data)


def main():
    out, shell, js, *built = sys.argv[1:]
    fresh = out + ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    os.makedirs(fresh)
    sources = {os.path.basename(p): p for p in built}
    for folder in (shell, js):
        sources.update({f: os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f != "index.html" and not f.startswith(".")})
    site = Site(fresh, sources)
    for name in sources:
        site.add(name)
    build = hashlib.sha256("\n".join(sorted(site.named.values())).encode()).hexdigest()[:16]
    page = read(os.path.join(shell, "index.html")).decode().replace("@BUILD@", build)
    for name, hashed in site.named.items():
        page = page.replace(f'"/{name}"', f'"/{hashed}"')
    with open(os.path.join(fresh, "build.txt"), "w") as f:
        f.write(build + "\n")
    with open(os.path.join(fresh, "index.html"), "w") as f:
        f.write(page)
    shutil.rmtree(out, ignore_errors=True)
    os.rename(fresh, out)


main()

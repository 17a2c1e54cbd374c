#!/usr/bin/env python3
"""site.py OUT SHELL JS APP.js APP.wasm LATER.wasm LOCALE.json...: the site folder. Every file but those of STABLE carries 12 hex digits
of a hash in its name (x.<hash>.js), so that it can be kept for ever; names inside the files are rewritten to match.
The modules are bundled and minified by Debian's esbuild: one request instead of forty, and half the bytes."""
import hashlib, os, shutil, subprocess, sys, tempfile

ENTRY, ENGINE = "boot.js", "app.wasm"
STABLE = ("index.html", "build.txt", "sw.js", "app.webmanifest")  # asked for by these very names; the relay has them checked every time


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


def esbuild(arguments, files):
    """What esbuild makes of these files (name -> bytes), all in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as f:
                f.write(data)
        command = ["esbuild", *arguments, "--charset=utf8", "--log-level=warning"]
        return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout


def bundle(modules, names):
    renamed = {}
    for module, data in modules.items():
        text = data.decode()
        for old, new in names.items():
            if old.endswith(".wasm"):
                text = text.replace(old, new)
            elif old.endswith(".json"):
                text = text.replace(f"'/{old}'", f"'/{new}'")
        renamed[module] = text.encode()
    return esbuild([ENTRY, "--bundle", "--minify", "--format=esm", "--target=es2022"], renamed)


def worker_of(text, build, names):
    """The service worker with the list of what it keeps: the page and everything it may ask for."""
    kept = ",".join(f"'{path}'" for path in ["/", "/app.webmanifest", *sorted("/" + n for n in names)])
    text = text.replace("'@FILES@'", kept).replace("@BUILD@", build)
    return esbuild(["sw.js", "--minify", "--target=es2022"], {"sw.js": text.encode()})


def main():
    out, shell, js, *built = sys.argv[1:]
    paths = {os.path.basename(p): p for p in built}
    for folder in (shell, js):
        paths.update({f: os.path.join(folder, f) for f in sorted(os.listdir(folder)) if not f.startswith(".")})
    page = read(paths.pop("index.html")).decode()
    worker = read(paths.pop("sw.js")).decode()
    manifest = read(paths.pop("app.webmanifest")).decode()
    content = {name: read(path) for name, path in sorted(paths.items())}

    modules = {n: content.pop(n) for n in list(content) if n.endswith(".js")}
    content["page.css"] = esbuild(["page.css", "--minify"], {"page.css": content["page.css"]})
    names = {n: hashed(n, digest(d)) for n, d in content.items()}
    content[ENTRY] = bundle(modules, names)
    names[ENTRY] = hashed(ENTRY, digest(content[ENTRY]))

    manifest = manifest.replace('"/icon.svg"', f'"/{names["icon.svg"]}"')
    build = digest(page.encode(), worker.encode(), manifest.encode(), *(n.encode() for n in sorted(names.values())))
    page = page.replace("@BUILD@", build)
    for name, new in names.items():
        page = page.replace(f'"/{name}"', f'"/{new}"')
    # The script asks for the engine only once it has run: asked for by the page, they arrive together.
    early = "".join(f'<link rel="preload" as="fetch" crossorigin href="/{new}">\n' for n, new in names.items() if n == ENGINE)
    page = page.replace("</head>", early + "</head>")
    content["index.html"], content["build.txt"] = page.encode(), (build + "\n").encode()
    content["sw.js"] = worker_of(worker, build, names.values())
    content["app.webmanifest"] = manifest.encode()
    assert all(n in names or n in STABLE for n in content), sorted(content)

    fresh = out + ".new"
    shutil.rmtree(fresh, ignore_errors=True)
    os.makedirs(fresh)
    for name, data in content.items():
        with open(os.path.join(fresh, names.get(name, name)), "wb") as f:
            f.write(data)
    shutil.rmtree(out, ignore_errors=True)
    os.rename(fresh, out)


main()

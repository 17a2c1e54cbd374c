#!/usr/bin/env python3
"""embed.py NAME OUT.cpp FOLDER...: writes every file below the folders as a table of assets::File."""
import gzip, hashlib, os, re, shutil, subprocess, sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".png": "image/png",
    ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json",
    ".ico": "image/x-icon", ".ogg": "audio/ogg", ".yaml": "text/yaml; charset=utf-8", ".md": "text/markdown; charset=utf-8",
}
HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


def compressed(data):
    br = b""
    if shutil.which("brotli"):
        br = subprocess.run(["brotli", "-c", "-q", "11", "-w", "22"], input=data, stdout=subprocess.PIPE, check=True).stdout
    gz = gzip.compress(data, 9, mtime=0)
    smaller = lambda c: c if c and len(c) < len(data) * 0.95 else b""
    return smaller(br), smaller(gz)


def main():
    name, out, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(os.path.dirname(out), exist_ok=True)
    rows, blobs = [], []
    for folder in folders:
        for root, _, files in sorted(os.walk(folder)):
            for file in sorted(files):
                full = os.path.join(root, file)
                data = open(full, "rb").read()
                path = "/" + os.path.relpath(full, folder).replace(os.sep, "/")
                kind = TYPES.get(os.path.splitext(file)[1], "application/octet-stream")
                br, gz = compressed(data)
                index = len(rows)
                for label, blob in (("p", data), ("b", br), ("g", gz)):
                    blobs.append((f"{label}{index}", blob))
                etag = hashlib.sha256(data).hexdigest()[:16]
                rows.append(f'  {{"{path}", "{kind}", view(p{index}, sizeof p{index} - 1), view(b{index}, sizeof b{index} - 1), '
                            f'view(g{index}, sizeof g{index} - 1), "\\"{etag}\\"", {"true" if HASHED.search(path) else "false"}}},')
    with open(out + ".tmp", "w") as f:
        f.write('#include "assets/embed.h"\n\n#include <cstddef>\n\nnamespace {\n')
        for label, blob in blobs:
            f.write(f"constexpr unsigned char {label}[] = {{")
            f.write(",".join(map(str, blob)) + ("," if blob else "") + "0};\n")
        f.write("[[maybe_unused]] std::string_view view(const unsigned char* bytes, std::size_t size) {\n  return {reinterpret_cast<const char*>(bytes), size};\n}\n}  // namespace\n\n")
        f.write(f"namespace tributary::assets {{\n\nstd::span<const File> {name}() {{\n  static const File files[] = {{\n")
        f.write("\n".join("  " + r for r in rows) or '    {"", "", "", "", "", "", false},')
        f.write("\n  };\n  return {files, " + str(len(rows)) + "};\n}\n\n}  // namespace tributary::assets\n")
    os.replace(out + ".tmp", out)


main()

#!/usr/bin/env python3
"""split.py LIST APP.wasm OUT NM OBJECT...: the program in two parts, OUT/app.wasm and OUT/later.wasm.

The first holds what an agent needs to see the inbox and to answer; the second what LIST (web/later.txt) names, and whatever
only that calls. Binaryen's wasm-split cuts: a call from the first part into the second goes through the table, where a
placeholder of web/platform/js/later.js stands until the second part has put itself there. Both parts are optimised after the cut,
for the link was told to leave functions that are called once where they are: inlined, they could not be told apart.

APP.wasm must carry names; which of them belong to a source file its object says. A function from LIST that has no name of
its own outside its file follows its callers, and so do templates: when something of the first part calls them, they stay."""
import fnmatch, os, re, subprocess, sys

ALWAYS_FIRST = ("_GLOBAL__", "__cxx_global", "__wasm_", "main")
FEATURES = ["--enable-mutable-globals", "--enable-sign-ext", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"]  # web.cmake asks for them
SAME_BODY = "--merge-similar-functions"  # what templates made of one text many times


def output_of(*command, given=None):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, input=given).stdout


def rules(path):
    """Files, names that come later wherever they are from, and names that stay."""
    files, later, stay = [], [], []
    with open(path) as f:
        for line in f:
            line = line.split("#")[0].strip()
            if line.startswith("+ "): later.append(line[2:].strip())
            elif line.startswith("- "): stay.append(line[2:].strip())
            elif line: files.append(line)
    return files, later, stay


def symbols(nm, objects):
    """Name -> its kind as nm says: T has a name outside its file, t has none, W may be anybody's."""
    found = {}
    for line in output_of(nm, "--defined-only", "--no-sort", *objects).splitlines():
        parts = line.split()
        if len(parts) == 3: found.setdefault(parts[2], parts[1])
    return found


class Program:
    """Who calls whom, as wasm-opt prints it."""
    def __init__(self, wasm):
        self.functions, self.fixed, self.callers = set(), set(), {}
        dot = output_of("wasm-opt", wasm, *FEATURES, "--print-call-graph", "-o", os.devnull)
        for line in dot.splitlines():
            names = re.findall(r'"([^"]*)"', line.split(" [")[0])
            if "->" in line:
                self.callers.setdefault(names[1], set()).add(names[0])
            elif names:
                if '"white"' in line: self.functions.add(names[0])
                else: self.fixed.add(names[0])  # imported, exported, or in the table


def chosen(program, listed, named, stay):
    """The largest set of functions in which nobody but a listed door is called from outside."""
    doors = {f for f, kind in listed.items() if kind == "T"} | named
    own = {f for f, kind in listed.items() if kind == "t"}  # may stand in the table: only its own file can have put it there
    later = {f for f in program.functions if (f in doors or f in own or (f not in program.fixed and program.callers.get(f)))
             and f not in stay and not f.startswith(ALWAYS_FIRST)}
    while True:
        leave = {f for f in later - doors if program.callers.get(f, set()) - later}
        if not leave: return later
        later -= leave


def matching(names, patterns):
    """Names whose spoken form begins with one of the patterns."""
    spoken = output_of("c++filt", given="\n".join(names)).splitlines()
    return {name for name, one in zip(names, spoken) if one.startswith(tuple(patterns))}


def shrink(parts, given, out):
    """Both parts at once; what each asks for beyond -Oz stands beside its name."""
    jobs = [subprocess.Popen(["wasm-opt", given(part), *FEATURES, "-Oz", "--low-memory-unused", *more, "-o", out(part)]) for part, more in parts.items()]
    if any([job.wait() for job in jobs]): sys.exit("wasm-opt failed")


def main():
    listing, wasm, out, nm, *objects = sys.argv[1:]
    files, later_names, stay_names = rules(listing)
    of_list = [o for o in objects if any(fnmatch.fnmatch(o, f"*/{f}.o") for f in files)]
    unused = [f for f in files if not any(fnmatch.fnmatch(o, f"*/{f}.o") for o in objects)]
    if unused: sys.exit(f"{listing}: no object for {', '.join(unused)}")
    program = Program(wasm)
    names = sorted(program.functions)
    listed = {n: k for n, k in symbols(nm, of_list).items() if n in program.functions}
    later = chosen(program, listed, matching(names, later_names), matching(names, stay_names))
    os.makedirs(out, exist_ok=True)
    path = lambda name: os.path.join(out, name)
    with open(path("later.names"), "w") as f: f.write("\n".join(sorted(later)) + "\n")
    with open(path("doors.txt"), "w") as f:
        f.write(output_of("c++filt", given="\n".join(sorted(n for n in later if program.callers.get(n, set()) - later)) + "\n"))
    subprocess.run(["wasm-split", wasm, *FEATURES, "--split", f"--split-funcs=@{path('later.names')}", "--placeholder-namespace=placeholder",
                    "--import-namespace=first", "-o1", path("app.cut.wasm"), "-o2", path("later.cut.wasm")], check=True)
    first_go = [SAME_BODY, "--strip-debug", "--strip-producers", "--strip-target-features"]
    shrink({"app": [*first_go, "--zero-filled-memory"], "later": first_go}, lambda part: path(f"{part}.cut.wasm"), lambda part: path(f"{part}.once.wasm"))
    # What the first go left behind, merged bodies above all, a second one shrinks by another 3 KB; a third finds nothing.
    shrink({"app": [], "later": []}, lambda part: path(f"{part}.once.wasm"), lambda part: path(f"{part}.wasm"))


main()

#!/usr/bin/env python3
"""suites.py [--quick | --long] -- [NAME...]: runs the built tests, prints what took how long, and ends with one line of counts.

Four kinds of suites: native (what ctest knows), wasm_sim (the simulation under node, its digests compared with the
native ones), *_selftest (node programs that test one piece), e2e (Chromium against the real programs). A NAME chooses the suites whose name contains it;
e2e/NAME chooses files inside e2e.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEBUG = os.path.join(ROOT, "build", "debug")
COUNTS = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)
WASM_SEEDS = 50
LIMIT_S = 7200  # of a suite that hangs: many times what the longest takes, for machines that do much else


class Result:
    def __init__(self, name, seconds=0.0, passed=0, failed=0, skipped=0, output="", note=""):
        self.name, self.seconds, self.output, self.note = name, seconds, output, note
        self.passed, self.failed, self.skipped = passed, failed, skipped


def run(command, env=None, timeout=LIMIT_S, cwd=ROOT):
    """Exit status and output; a suite that hangs is one that failed."""
    try:
        done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
        return done.returncode, done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as late:
        return 124, (late.output or b"").decode("utf-8", "replace") + f"\nstopped after {timeout} s\n"
    except OSError as error:
        return 127, f"{command[0]}: {error.strerror}\n"


def native_suites():
    status, text = run(["ctest", "--test-dir", DEBUG, "--show-only=json-v1"])
    if status != 0:
        sys.exit(f"ctest cannot list the tests:\n{text}")
    for test in json.loads(text[text.index("{"):])["tests"]:
        settings = {p["name"]: p["value"] for p in test.get("properties", [])}
        yield test["name"], test.get("command", []), settings


def tests_in(report):
    for suite in report.get("testsuites", []):
        yield from suite.get("testsuite", [])


def run_native(name, command, settings, quick):
    """GoogleTest programs say their counts in a report; others on their last line, or count as one."""
    env = dict(pair.split("=", 1) for pair in settings.get("ENVIRONMENT", []))
    if quick:
        env["TRIBUTARY_QUICK"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "report.json")
        env["GTEST_OUTPUT"] = "json:" + path
        begun = time.monotonic()
        status, output = run(command, env, timeout=float(settings.get("TIMEOUT", LIMIT_S)), cwd=settings.get("WORKING_DIRECTORY", ROOT))
        result = Result(name, time.monotonic() - begun, output=output)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                tests = list(tests_in(json.load(file)))
            skipped = [t for t in tests if t.get("result") in ("SKIPPED", "SUPPRESSED")]
            result.failed = sum(1 for t in tests if t.get("failures"))
            result.skipped = len(skipped)
            result.passed = len(tests) - result.failed - result.skipped
            slowest = sorted(tests, key=lambda t: -seconds_of(t))[:1]
            result.note = ", ".join(f"{t['classname']}.{t['name']} {t['time']}" for t in slowest if seconds_of(t) >= 2)
        else:
            count_from_output(result, status)
    if status != 0 and result.failed == 0:
        result.failed = 1  # a crash, or a leak found at the end
    return result


def seconds_of(test):
    return float(test.get("time", "0s").rstrip("s") or 0)


def count_from_output(result, status):
    lines = COUNTS.findall(result.output)
    if lines:
        result.passed, result.failed, result.skipped = (int(n or 0) for n in lines[-1])
    else:
        result.passed = 1 if status == 0 else 0
    if status != 0 and result.failed == 0:
        result.failed = 1


def digests(output):
    """Lines 'seed N digest HEX' of a simulation."""
    return dict(re.findall(r"^seed (\d+) .*?digest ([0-9a-f]+)", output, re.M))


def run_wasm_sim(quick):
    runs = str(10 if quick else WASM_SEEDS)
    begun = time.monotonic()
    arguments = ["--seed", "1", "--runs", runs, "--steps", "100"]
    # Emscripten 3.1.6 takes node's own fetch for a browser's.
    _, in_node = run(["node", "--no-experimental-fetch", "build/web/sim.js", *arguments])
    _, natively = run([os.path.join(DEBUG, "sim"), *arguments])
    there, here = digests(in_node), digests(natively)
    result = Result("wasm_sim", output="")
    for seed in range(1, int(runs) + 1):
        one, other = there.get(str(seed)), here.get(str(seed))
        if one is not None and one == other:
            result.passed += 1
        else:
            result.failed += 1
            result.output += f"seed {seed}: {one} in WASM, {other} natively\n"
    if result.failed:
        result.output += "In node:\n" + in_node[-2000:] + "\nNatively:\n" + natively[-2000:] + "\n"
    result.seconds = time.monotonic() - begun
    return result


def run_e2e(names, claims, second=False):
    begun = time.monotonic()
    chosen = [n.split("/", 1)[1] for n in names if n.startswith("e2e/")]
    settings = {"E2E_CLAIMS": claims, **({"E2E_SECOND": "1"} if second else {})}
    status, output = run(["node", "tests/e2e/run.mjs", *chosen], env=settings, timeout=2 * LIMIT_S)
    result = Result("e2e_second" if second else "e2e", time.monotonic() - begun, output=output)
    count_from_output(result, status)
    return result


# Programs of node's own that test one piece and say their counts at the end.
def node_suites():
    for name in sorted(os.listdir(os.path.join(ROOT, "tests", "e2e"))):
        if name.endswith("_selftest.mjs"):
            yield name[:-len(".mjs")], os.path.join("tests", "e2e", name)


def run_node(name, path):
    begun = time.monotonic()
    long = ["--long"] if os.environ.get("TRIBUTARY_LONG") else []
    status, output = run(["node", path, *long])
    result = Result(name, time.monotonic() - begun, output=output)
    count_from_output(result, status)
    return result


# The crash proofs on the real relay: the release one, except that a quick run has only built the one for tests.
# Their long numbers take hours and are asked for by hand: ./tributary test --long faults_kill
FAULTS = {"faults_power_cut": ("power-cut", 500, 120), "faults_kill": ("kill", 100, 12), "faults_calls": ("calls", 54, 12), "faults_teeth": ("teeth", 1, 0)}


def run_faults(name, speed):
    proof, full, few = FAULTS[name]
    tree = "debug" if speed == "quick" else "release"
    relay = os.path.join(DEBUG, "relay_planted") if proof == "teeth" else os.path.join(ROOT, "build", tree, "tributary-relay")
    size = ["--long"] if speed == "long" else ["--count", str(few if speed == "quick" else full)]
    begun = time.monotonic()
    status, output = run([os.path.join(DEBUG, "faults"), proof, *size, "--relay", relay], timeout=86400 if speed == "long" else LIMIT_S)
    result = Result(name, time.monotonic() - begun, output=output)
    count_from_output(result, status)
    return result


def chosen(suite, names):
    return not names or any(name in suite or (suite == "e2e" and name.startswith("e2e/")) for name in names)


def show(result):
    words = f"{result.passed} passed" + (f", {result.failed} FAILED" if result.failed else "")
    words += f", {result.skipped} skipped" if result.skipped else ""
    print(f"{result.name:<18} {result.seconds:7.1f} s   {words}" + (f"   slowest: {result.note}" if result.note else ""), flush=True)
    for line in result.output.splitlines():
        if result.failed or "skip" in line.lower():
            print("    " + line)


# The suites one after the other, in two lanes: the browser waits for its clock half of the time, the native ones have the
# other processor. Once these are done, a second browser helps with what is left.
def lanes(names, quick, speed, claims):
    def native():
        if any(not n.startswith(("e2e", "wasm")) for n in names) or not names:
            for name, command, settings in native_suites():
                if chosen(name, names):
                    yield run_native(name, command, settings, quick)
        for name, (_, _, few) in FAULTS.items():
            if chosen(name, names) and (few or not quick):
                yield run_faults(name, speed)
        if chosen("wasm_sim", names):
            yield run_wasm_sim(quick)
        if not quick:
            for name, path in node_suites():
                if chosen(name, names):
                    yield run_node(name, path)
            if chosen("e2e", names):
                helped = run_e2e(names, claims, second=True)
                if helped.passed or helped.failed:
                    yield helped

    def browser():
        if not quick and chosen("e2e", names):
            yield run_e2e(names, claims)

    return [browser, native]


def main():
    split = sys.argv.index("--")
    quick, names = "--quick" in sys.argv[1:split], sys.argv[split + 1:]
    if "--long" in sys.argv[1:split]:
        os.environ["TRIBUTARY_LONG"] = "1"  # sockets: the numbers of the promises instead of a sample
    speed = "quick" if quick else "long" if "--long" in sys.argv[1:split] else "full"
    if not quick and chosen("e2e", names):
        shutil.rmtree(os.path.join(ROOT, "tests", "e2e", "out"), ignore_errors=True)
    results, one_at_a_time = [], threading.Lock()

    def follow(lane):
        for result in lane():
            with one_at_a_time:
                results.append(result)
                show(result)

    with ThreadPoolExecutor() as pool, tempfile.TemporaryDirectory() as claims:
        for ended in [pool.submit(follow, lane) for lane in lanes(names, quick, speed, claims)]:
            ended.result()
    if quick:
        print("Left out by --quick: everything in a browser, and most seeds")
    passed, failed, skipped = (sum(getattr(r, key) for r in results) for key in ("passed", "failed", "skipped"))
    if not results:
        sys.exit("No suite has such a name: " + " ".join(names))
    print("\nWhat took longest: " + ", ".join(f"{r.name} {r.seconds:.0f} s" for r in sorted(results, key=lambda r: -r.seconds)[:5]))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed or passed == 0 else 0)


main()

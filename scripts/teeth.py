#!/usr/bin/env python3
"""teeth.py [NAME...]: every known mistake, planted one by one, and whether the tests notice: caught or missed.

A program that plants mistakes prints a line for each, "caught WHAT" or "missed WHAT", and "sound" for a run without any.
Those that ctest knows as *_planted are asked in turn; a NAME chooses among them.
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEBUG = os.path.join(ROOT, "build", "debug")
LEAST = 24  # caught in a whole run, so that a list which was not found is no success
LINE = re.compile(r"^(caught|missed|sound|broken)\b\s*(.*)$")


def programs():
    said = subprocess.run(["ctest", "--test-dir", DEBUG, "--show-only=json-v1"], stdout=subprocess.PIPE, check=True).stdout.decode()
    for test in json.loads(said[said.index("{"):])["tests"]:
        if test["name"].endswith("_planted"):
            settings = {p["name"]: p["value"] for p in test.get("properties", [])}
            yield test["name"], test["command"], settings.get("WORKING_DIRECTORY", ROOT)


def main():
    names = sys.argv[1:]
    caught, bad = 0, []
    for name, command, folder in programs():
        if names and not any(n in name for n in names):
            continue
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        heard = 0
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            found = LINE.match(line)
            if not found:
                continue
            heard += 1
            print(f"{name:<16} {line}", flush=True)
            caught += found.group(1) == "caught"
            if found.group(1) in ("missed", "broken"):
                bad.append(f"{name}: {found.group(2)}")
        if done.returncode != 0 and not any(one.startswith(name) for one in bad) or heard == 0:
            bad.append(f"{name} ended with {done.returncode}")
    print(f"\n{caught} caught, {len(bad)} missed")
    for one in bad:
        print("  " + one)
    if not names and caught < LEAST:
        print(f"At least {LEAST} mistakes must be planted.")
        sys.exit(1)
    sys.exit(1 if bad else 0)


main()

"""The answer of a counterpart: one JSON line; exit code 0 for accepted, 1 for refused, another for broken."""

import json
import runpy
import sys


def load(path):
    """Run an exported config file; return its names."""
    return runpy.run_path(path)


def read_token():
    return sys.stdin.read().strip()


def accept(subject):
    print(json.dumps({"accepted": True, "subject": subject}))
    sys.exit(0)


def refuse(reason):
    print(json.dumps({"accepted": False, "reason": str(reason)}))
    sys.exit(1)


def broken(exception_type, exception, trace):
    sys.__excepthook__(exception_type, exception, trace)
    sys.exit(2)


# Python exits with 1 for an uncaught exception, which would look like a refusal.
sys.excepthook = broken

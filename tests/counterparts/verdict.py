"""How a counterpart answers: each line of standard input is a token as a JSON string, each answer is a line of JSON.
A counterpart that ends before its input does is broken."""

import json
import runpy
import sys


def load(path):
    """Run an exported config file; return its names."""
    return runpy.run_path(path)


def accepted(subject):
    return {"accepted": True, "subject": subject}


def refused(reason):
    return {"accepted": False, "reason": str(reason)}


def answer(judge):
    """Answer every token with what `judge` says of it."""
    for line in sys.stdin:
        print(json.dumps(judge(json.loads(line))), flush=True)

"""check.py CONFIG: checks tokens with an exported `pyjwt` config and the real PyJWT. See tests/counterparts/verdict.py."""

import sys

import jwt

sys.dont_write_bytecode = True
from verdict import accepted, answer, load, refused

verify = load(sys.argv[1])["verify"]


def judge_one(given):
    try:
        return accepted(verify(given)["sub"])
    except jwt.InvalidTokenError as error:
        return refused(f"{type(error).__name__}: {error}")


def judge(token):
    # Some frameworks pass text, others bytes.
    as_text, as_bytes = judge_one(token), judge_one(token.encode("utf-8", "surrogateescape"))
    assert as_text["accepted"] is as_bytes["accepted"], f"as text: {as_text}; as bytes: {as_bytes}"
    return as_text


answer(judge)

"""pyjwt.py CONFIG < TOKEN: checks a token with an exported `pyjwt` config and the real PyJWT."""

import sys

import jwt

sys.dont_write_bytecode = True
from verdict import accept, load, read_token, refuse

verify = load(sys.argv[1])["verify"]
try:
    claims = verify(read_token())
except jwt.InvalidTokenError as error:
    refuse(f"{type(error).__name__}: {error}")
accept(claims["sub"])

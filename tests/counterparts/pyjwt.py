"""pyjwt.py CONFIG < TOKEN: checks a token with an exported `pyjwt` config and the real PyJWT."""

import sys

import jwt

sys.dont_write_bytecode = True
from verdict import accept, load, read_token, refuse

verify = load(sys.argv[1])["verify"]
token = read_token()
outcomes = []
# Some frameworks pass text, others bytes.
for given in (token, token.encode("utf-8", "surrogateescape")):
    try:
        outcomes.append((accept, verify(given)["sub"]))
    except jwt.InvalidTokenError as error:
        outcomes.append((refuse, f"{type(error).__name__}: {error}"))
(tell, words), (tell_bytes, words_bytes) = outcomes
assert tell is tell_bytes, f"as text: {words}; as bytes: {words_bytes}"
tell(words)

"""prove.py RENDER NODE_MODULES: tests the counterparts and the presets together.

RENDER is the built example `render` of portreeve-exchange. PyJWT signs the tokens here, in the shape of ours,
so this shows what each app verifies, independent of our own signing. Prints one line for each surprise; exit code 0
for none.
"""

import base64
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

RENDER, NODE_MODULES = sys.argv[1:]
HERE = Path(__file__).parent
SUBJECT = "0190b4b6-7f3a-7c3e-8a51-2f60f6d1c0de"
ISSUER = "http://127.0.0.1:8765"
# Unescaped, it would break out of a comment or a literal.
CLIENT = 'Bücher "& Söhne" */ \'\'\' """ \\ ${x}\ncoding: utf-7\u2028import os; os._exit(3)'
AUDIENCE = "bücher\"'\\n\\ */ ${x}"
MAKERS = {
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
    "HS256": lambda: bytes(range(200, 232)),
}
PRESETS = ["simplejwt", "simplejwt-stateless", "pyjwt", "jose"]
SIMPLEJWT = {"simplejwt", "simplejwt-stateless"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def claims(**changes):
    now = int(time.time())
    given = {
        "iss": ISSUER,
        "sub": SUBJECT,
        "aud": AUDIENCE,
        "iat": now,
        "nbf": now,
        "exp": now + 600,
        "jti": "j-1",
        "client_id": "c-1",
        "preferred_username": "zoë.văn10",
        "scope": "",
        "groups": ["Editors"],
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}


def public(algorithm, key):
    """PEM and JWK of the public half."""
    half = key.public_key()
    pem = half.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    jwk = jwt.get_algorithm_by_name(algorithm).to_jwk(half, as_dict=True)
    jwk = {name: value for name, value in jwk.items() if name != "key_ops"}
    return pem.decode(), {**jwk, "kid": "k1", "alg": algorithm, "use": "sig"}


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def tokens(algorithm, key, other, pem):
    """Each case: its name, its token or a function that makes it, and the presets that accept it."""

    def sign(header={}, with_key=key, **changes):
        full = {"typ": "at+jwt", "kid": "k1", **header}
        return jwt.encode(claims(**changes), with_key, algorithm, headers=full)

    def signed_in(seconds):
        then = int(time.time()) + seconds
        return sign(iat=then, nbf=then)

    good = sign()
    head, body, signature = good.split(".")
    yield "good", good, PRESETS
    yield "typ in upper case", sign({"typ": "AT+JWT"}), PRESETS
    yield "audience in a list", sign(aud=["else", AUDIENCE]), PRESETS
    yield "other audience", sign(aud="else"), []
    yield "no audience", sign(aud=None), []
    yield "other issuer", sign(iss=ISSUER + "/"), []
    yield "no issuer", sign(iss=None), []
    now = int(time.time())
    yield "expired", sign(exp=now - 40), []
    yield "expired by a clock that is a little ahead", lambda: sign(exp=int(time.time()) - 10), PRESETS
    yield "made by a clock that is a little ahead", lambda: signed_in(20), PRESETS
    yield "made by a clock that is far ahead", lambda: signed_in(60), []
    yield "no expiry", sign(exp=None), []
    yield "not yet valid", sign(nbf=int(time.time()) + 600), []
    # The app with a user table finds its user by name.
    yield "no subject", sign(sub=None), ["simplejwt"]
    yield "no user name", sign(preferred_username=None), [p for p in PRESETS if p != "simplejwt"]
    yield "no token id", sign(jti=None), [p for p in PRESETS if p not in SIMPLEJWT]
    yield "other key", sign(with_key=other), []
    yield "changed claims", f"{head}.{part(claims(sub='admin', preferred_username='admin'))}.{signature}", []
    yield "no signature", f"{head}.{body}.", []
    yield "algorithm none", jwt.encode(claims(), None, "none", headers={"typ": "at+jwt", "kid": "k1"}), []
    yield "unknown crit", sign({"crit": ["portreeve"], "portreeve": 1}), []
    # simplejwt does not check it; its presets say so.
    yield "no typ", sign({"typ": None}), SIMPLEJWT
    yield "typ of an ID token", sign({"typ": "JWT"}), SIMPLEJWT
    yield "garbage", "garbage", []
    # The same signature in another spelling. simplejwt accepts padding; its presets say so.
    yield "padded signature", good + "=" * (-len(signature) % 4), SIMPLEJWT
    last = ALPHABET[ALPHABET.index(good[-1]) ^ 1]
    yield "bits beyond the signature", good[:-1] + last, []
    yield "signature with a space", good[:-9] + " " + good[-9:], []
    if algorithm != "HS256":
        # The simplejwt files contain one key, so simplejwt ignores the key id.
        yield "unknown key id", sign({"kid": "k2"}), SIMPLEJWT
        # RFC 8725 section 2.1: the public key used as an HMAC secret. PyJWT refuses to sign that, so it is signed by hand.
        import hashlib
        import hmac

        forged = part({"alg": "HS256", "typ": "at+jwt", "kid": "k1"}) + "." + part(claims())
        mac = hmac.new(pem.encode(), forged.encode(), hashlib.sha256).digest()
        yield "public key as secret", f"{forged}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}", []


class App:
    """One counterpart, which answers many tokens."""

    def __init__(self, preset, config):
        if preset == "jose":
            command = ["node", "jose.mjs", config, NODE_MODULES]
        elif preset == "pyjwt":
            command = [sys.executable, "pyjwt.py", config]
        elif preset == "simplejwt":
            command = [sys.executable, "simplejwt.py", config, "--user", "zoë.văn10"]
        else:
            command = [sys.executable, "simplejwt.py", config]
        self.process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, token):
        """Its answer; None if it is broken, which it explains on standard error."""
        print(json.dumps(token), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def end(self):
        self.process.stdin.close()
        return self.process.wait()


def check(case):
    """What is surprising in the answers of one app, and how many answers there were."""
    preset, algorithm, config, tokens = case
    app = App(preset, config)
    surprises = []
    for name, token, accepting in tokens:
        where = f"{preset} {algorithm}, {name}"
        expected = preset in accepting
        answer = app.ask(token() if callable(token) else token)
        if answer is None:
            surprises.append(f"{where}: broken")
            break
        subject = "zoë.văn10" if preset == "simplejwt" else SUBJECT
        if answer["accepted"] != expected:
            surprises.append(f"{where}: expected {'acceptance' if expected else 'refusal'}, got {answer}")
        elif expected and name != "no subject" and answer["subject"] != subject:
            surprises.append(f"{where}: taken for {answer['subject']}")
    if app.end() != 0:
        surprises.append(f"{preset} {algorithm}: broken")
    return surprises, len(tokens)


def cases(folder):
    for algorithm, make in MAKERS.items():
        key = make()
        if algorithm == "HS256":
            other, pem, trust = bytes(32), "", {"secret": list(key)}
        else:
            other = make()
            pem, jwk = public(algorithm, key)
            trust = {"pem": pem, "jwks": json.dumps({"keys": [jwk]}), "kid": "k1"}
        signed = list(tokens(algorithm, key, other, pem))
        for preset in PRESETS:
            request = {
                "preset": preset,
                "client_name": CLIENT,
                "client_id": "c-1",
                "issuer": ISSUER,
                "audience": AUDIENCE,
                "algorithm": algorithm,
                **trust,
            }
            text = subprocess.run([RENDER], input=json.dumps(request).encode(), capture_output=True, check=True).stdout
            config = Path(folder) / f"{preset}-{algorithm}.{'mjs' if preset == 'jose' else 'py'}"
            config.write_bytes(text)
            yield preset, algorithm, str(config), signed


with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
    results = list(pool.map(check, cases(folder)))
surprises = [surprise for surprising, _ in results for surprise in surprising]
answers = sum(count for _, count in results)
print(*surprises, f"{answers} answers, {len(surprises)} surprises", sep="\n")
sys.exit(bool(surprises))

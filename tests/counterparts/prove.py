"""prove.py RENDER NODE_MODULES: tests the counterparts and the presets together.

RENDER is the built example `render` of portreeve-exchange. PyJWT signs the tokens here, in the shape of ours,
so this shows what each app verifies, independent of our own signing. Prints one line for each surprise; exit code 0
for none.
"""

import base64
import json
import os
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
FOLDERS = HERE.parent.parent / "src-tauri/crates/exchange/src/preset"
# The file name of each preset.
PRESETS = json.loads(subprocess.run([RENDER, "presets"], capture_output=True, check=True).stdout)
USER = "zoë.văn10"
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
        "preferred_username": USER,
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
    """Each case: its name, its token or a function that makes it, and whether a strict app accepts it."""

    def sign(header={}, with_key=key, **changes):
        full = {"typ": "at+jwt", "kid": "k1", **header}
        return jwt.encode(claims(**changes), with_key, algorithm, headers=full)

    def signed_in(seconds):
        then = int(time.time()) + seconds
        return sign(iat=then, nbf=then)

    good = sign()
    head, body, signature = good.split(".")
    yield "good", good, True
    yield "typ in upper case", sign({"typ": "AT+JWT"}), True
    yield "audience in a list", sign(aud=["else", AUDIENCE]), True
    yield "other audience", sign(aud="else"), False
    yield "no audience", sign(aud=None), False
    yield "other issuer", sign(iss=ISSUER + "/"), False
    yield "no issuer", sign(iss=None), False
    now = int(time.time())
    yield "expired", sign(exp=now - 40), False
    yield "expired by a clock that is a little ahead", lambda: sign(exp=int(time.time()) - 10), True
    yield "made by a clock that is a little ahead", lambda: signed_in(20), True
    yield "made by a clock that is far ahead", lambda: signed_in(60), False
    yield "no expiry", sign(exp=None), False
    yield "not yet valid", sign(nbf=int(time.time()) + 600), False
    yield "no subject", sign(sub=None), False
    yield "no user name", sign(preferred_username=None), True
    yield "no token id", sign(jti=None), True
    yield "other key", sign(with_key=other), False
    yield "changed claims", f"{head}.{part(claims(sub='admin', preferred_username='admin'))}.{signature}", False
    yield "no signature", f"{head}.{body}.", False
    yield "algorithm none", jwt.encode(claims(), None, "none", headers={"typ": "at+jwt", "kid": "k1"}), False
    yield "unknown crit", sign({"crit": ["portreeve"], "portreeve": 1}), False
    yield "no typ", sign({"typ": None}), False
    yield "typ of an ID token", sign({"typ": "JWT"}), False
    yield "garbage", "garbage", False
    # The same signature in another spelling.
    yield "padded signature", good + "=" * (-len(signature) % 4), False
    last = ALPHABET[ALPHABET.index(good[-1]) ^ 1]
    yield "bits beyond the signature", good[:-1] + last, False
    yield "signature with a space", good[:-9] + " " + good[-9:], False
    if algorithm != "HS256":
        yield "unknown key id", sign({"kid": "k2"}), False
        # RFC 8725 section 2.1: the public key used as an HMAC secret. PyJWT refuses to sign that, so it is signed by hand.
        import hashlib
        import hmac

        forged = part({"alg": "HS256", "typ": "at+jwt", "kid": "k1"}) + "." + part(claims())
        mac = hmac.new(pem.encode(), forged.encode(), hashlib.sha256).digest()
        yield "public key as secret", f"{forged}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}", False


def folder_of(preset):
    """The folder of the preset: it is called by the first word of the preset's id."""
    return FOLDERS / preset.split("-")[0]


def expected(preset):
    """How the app finds the user of a token, and the cases that it decides otherwise than a strict app; its note says
    so."""
    file = folder_of(preset) / "expected.json"
    return json.loads(file.read_text())[preset] if file.exists() else {"finds_by": "id", "otherwise": []}


class App:
    """One counterpart, which answers many tokens."""

    def __init__(self, preset, config):
        [check] = folder_of(preset).glob("check.*")
        program = {".py": sys.executable, ".mjs": "node"}[check.suffix]
        command = [program, check, config, "--user", USER]
        environment = {**os.environ, "PYTHONPATH": str(HERE), "PORTREEVE_NODE_MODULES": NODE_MODULES}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, env=environment, text=True, **pipes)

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
    app, usual = App(preset, config), expected(preset)
    surprises = []
    for name, token, is_accepted in tokens:
        where = f"{preset} {algorithm}, {name}"
        is_expected = is_accepted != (name in usual["otherwise"])
        answer = app.ask(token() if callable(token) else token)
        if answer is None:
            surprises.append(f"{where}: broken")
            break
        subject = {"name": USER, "id": SUBJECT}[usual["finds_by"]]
        if answer["accepted"] != is_expected:
            surprises.append(f"{where}: expected {'acceptance' if is_expected else 'refusal'}, got {answer}")
        elif is_expected and name != "no subject" and answer["subject"] != subject:
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
        for preset, file_name in PRESETS.items():
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
            config = Path(folder) / f"{preset}-{algorithm}{Path(file_name).suffix}"
            config.write_bytes(text)
            yield preset, algorithm, str(config), signed


with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
    results = list(pool.map(check, cases(folder)))
surprises = [surprise for surprising, _ in results for surprise in surprising]
answers = sum(count for _, count in results)
print(*surprises, f"{answers} answers, {len(surprises)} surprises", sep="\n")
sys.exit(bool(surprises))

#!/usr/bin/env python3
"""Makes Zulip realms for Dezky, over a unix socket inside Zulip's container.

No public API of Zulip's makes a realm; its `manage.py` does (facts/integration.md G.1). Whoever could run that could do
anything to everybody's chat, so this takes three verbs and nothing else. A request is one line of JSON, an answer is
another:

    {"verb": "hello"}
    {"verb": "list"}
    {"verb": "create", "string_id": "acme-chat", "name": "Acme", "admin_email": "ann@acme.example", "admin_name": "Ann"}

What must hold: no shell, no argument that could be an option, no request over SIZE bytes, one at a time, and only peers
whose user was named at the start.
"""

import argparse
import json
import os
import re
import socket
import struct
import subprocess
import sys

MANAGE = "/home/zulip/deployments/current/manage.py"

# Bytes of a request, its line's end included.
SIZE = 4096
# Seconds that a peer may take to ask; it has a socket on the same machine.
PATIENCE = 5
# Seconds that manage.py may take: it loads all of Zulip.
# A realm is a list and a creation; Dezky waits for 150 s (zulip.timeout_seconds).
RUNNING = 70

# One label, as hosts have it. Only those of chat: a realm named `app` would be the platform's own door.
STRING_ID = re.compile(r"(?=.{1,63}\Z)[a-z0-9](?:[a-z0-9]|-(?!-))*-chat")
# As Dezky takes them (its `Email`), and never an option.
EMAIL = re.compile(r"""(?!-)[^\s@<>()\[\]\\,;:"]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}""")
# A line of list_realms: id, string id, name, and the realm's address. Those that are deactivated stand among them. A realm's
# owner chooses its name: only the address says that the line is one, since its first label is the string id.
ROW = re.compile(r"\s*(\d+)\s+(\S+)\s+(.*?)\s+https?://(\S+?)\.\S+\s*")


class Refused(Exception):
    """What was asked for isn't done, and why."""


def text(request, field, most):
    """A text for a person's eyes: no control characters, and never an option."""
    value = request.get(field)
    if not isinstance(value, str) or not 1 <= len(value) <= most:
        raise Refused(f"{field}: 1 to {most} characters were expected")
    if not value.isprintable() or value != value.strip() or value.startswith("-"):
        raise Refused(f"{field}: printable text that doesn't begin with a hyphen was expected")
    return value


def matching(request, field, pattern, example):
    value = request.get(field)
    if not isinstance(value, str) or len(value) > 254 or not pattern.fullmatch(value):
        raise Refused(f"{field}: something like {example} was expected")
    return value


class Realms:
    def __init__(self, manage):
        self.manage = manage

    def run(self, *arguments):
        """manage.py with exactly these arguments: what it printed."""
        try:
            done = subprocess.run(
                [*self.manage, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                timeout=RUNNING,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Refused(f"{arguments[0]} took longer than {RUNNING} s") from None
        except OSError as error:
            raise Refused(f"manage.py could not be run: {error.strerror}") from None
        if done.returncode != 0:
            # For the container's log; the peer learns that it failed.
            print(done.stderr.decode(errors="replace")[-2000:], file=sys.stderr, flush=True)
            raise Refused(f"{arguments[0]} ended with {done.returncode}; Zulip's log has its words")
        return done.stdout.decode(errors="replace")

    def hello(self, _request):
        return {}

    def list(self, _request):
        # Not splitlines(), which ends lines at characters that a name may hold.
        rows = [ROW.fullmatch(line) for line in self.run("list_realms").split("\n")]
        return {"realms": [{"string_id": row[2], "name": row[3]} for row in rows if row and row[4] == row[2]]}

    def create(self, request):
        string_id = matching(request, "string_id", STRING_ID, "acme-chat")
        name = text(request, "name", 40)
        email = matching(request, "admin_email", EMAIL, "ann@acme.example")
        admin = text(request, "admin_name", 100)
        # Asked twice, it is there once.
        if any(realm["string_id"] == string_id for realm in self.list({})["realms"]):
            return {"made": False}
        # No password: people come from Authentik.
        self.run("create_realm", name, email, admin, "--string-id", string_id)
        return {"made": True}

    # What a verb takes, beside itself.
    FIELDS = {
        "hello": set(),
        "list": set(),
        "create": {"string_id", "name", "admin_email", "admin_name"},
    }

    def answer(self, line):
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            raise Refused("one object of JSON was expected") from None
        if not isinstance(request, dict):
            raise Refused("one object of JSON was expected")
        verb = request.get("verb")
        if not isinstance(verb, str) or verb not in self.FIELDS:
            raise Refused("there is no such verb")
        unknown = set(request) - self.FIELDS[verb] - {"verb"}
        if unknown:
            raise Refused(f"{verb} takes no {min(unknown)[:40]!r}")
        return {"ok": True, **getattr(self, verb)(request)}


def read_line(peer):
    """One line of SIZE bytes at most."""
    line = b""
    while not line.endswith(b"\n"):
        part = peer.recv(SIZE + 1 - len(line))
        if not part:
            raise Refused("a line was expected")
        line += part
        if len(line) > SIZE:
            raise Refused(f"at most {SIZE} bytes were expected")
    if line.count(b"\n") > 1:
        raise Refused("one line was expected")
    return line


def user_of(peer):
    """Whose process the peer is, by the kernel's word."""
    return struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))[1]


def serve_one(peer, realms, users):
    peer.settimeout(PATIENCE)
    try:
        if user_of(peer) not in users:
            raise Refused("not for this user")
        answer = realms.answer(read_line(peer))
    except TimeoutError:
        answer = {"ok": False, "why": f"a line within {PATIENCE} s was expected"}
    except Refused as refused:
        answer = {"ok": False, "why": str(refused)}
    except OSError:
        return
    # manage.py may have taken longer than a peer waits.
    try:
        peer.settimeout(PATIENCE)
        peer.sendall(json.dumps(answer).encode() + b"\n")
    except OSError:
        pass


def listen(path):
    """A socket for everybody who can see it: the volume is mounted in two containers, and `serve_one` asks who it is."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(path)
    os.chmod(path, 0o666)
    door.listen(4)
    return door


def main():
    parser = argparse.ArgumentParser(description="Makes Zulip realms for Dezky, over a unix socket.")
    parser.add_argument("--socket", required=True)
    parser.add_argument("--peer", required=True, type=int, action="append", help="a user's number that may ask")
    options = parser.parse_args()
    door = listen(options.socket)
    print(f"listening on {options.socket}", flush=True)
    realms = Realms([MANAGE])
    while True:
        peer, _ = door.accept()
        with peer:
            serve_one(peer, realms, set(options.peer))


if __name__ == "__main__":
    main()

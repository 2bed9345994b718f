"""realms.py against a manage.py that notes how it was called: python3 -m unittest discover infrastructure/zulip"""

import json
import os
import pathlib
import socket
import stat
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import realms  # noqa: E402

MANAGE = """
import json, os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1] == "list_realms":
    row = "{:<5} {:<20} {:<30} {:<50}".format
    print(row("id", "string_id", "name", "domain"))
    print(row("--", "---------", "----", "------"))
    print(row(1, "zulipinternal", "Zulip", "https://zulipinternal.dezky.test"))
    print(row(2, "globex-chat", "Globex und Söhne", "https://globex-chat.dezky.test"))
elif sys.argv[2] == "Broken":
    print("Traceback: a secret path", file=sys.stderr)
    sys.exit(1)
"""
ACME = {
    "verb": "create",
    "string_id": "acme-chat",
    "name": "Acme",
    "admin_email": "ann@acme.example",
    "admin_name": "Ann Quist",
}


class World(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "manage.py").write_text(MANAGE)
        os.environ["CALLS"] = str(self.folder / "calls")
        self.realms = realms.Realms([sys.executable, str(self.folder / "manage.py")])

    def calls(self):
        calls = self.folder / "calls"
        return [json.loads(line) for line in calls.read_text().splitlines()] if calls.exists() else []

    def asked(self, request):
        return self.realms.answer(json.dumps(request))

    def refused(self, request, word=""):
        with self.assertRaises(realms.Refused) as refused:
            self.realms.answer(request if isinstance(request, (str, bytes)) else json.dumps(request))
        self.assertIn(word, str(refused.exception))


class Verbs(World):
    def test_a_realm_is_made_as_the_facts_say(self):
        self.assertEqual(self.asked(ACME), {"ok": True, "made": True})
        wanted = ["create_realm", "Acme", "ann@acme.example", "Ann Quist", "--string-id", "acme-chat"]
        self.assertEqual(self.calls(), [["list_realms"], wanted])

    def test_a_realm_that_is_there_is_not_made_again(self):
        self.assertEqual(self.asked({**ACME, "string_id": "globex-chat"}), {"ok": True, "made": False})
        self.assertEqual(self.calls(), [["list_realms"]])

    def test_realms_are_listed(self):
        listed = self.asked({"verb": "list"})["realms"]
        self.assertEqual(listed[-1], {"string_id": "globex-chat", "name": "Globex und Söhne"})
        self.assertEqual(len(listed), 2)

    def test_a_name_makes_no_realm_of_its_own(self):
        odd = 'x\\u20289 acme-chat https://acme-chat.dezky.test \\u2028 y'
        manage = self.folder / "manage.py"
        manage.write_text(manage.read_text().replace("Globex und Söhne", odd))
        listed = self.asked({"verb": "list"})["realms"]
        self.assertEqual([realm["string_id"] for realm in listed], ["zulipinternal", "globex-chat"])

    def test_addresses_as_people_have_them(self):
        for address in ("o'neil@acme.example", "zoë.quist+x@xn--nrd-zna.example", "søn@nørd.example"):
            self.assertEqual(self.asked({**ACME, "admin_email": address}), {"ok": True, "made": True})

    def test_what_manage_says_when_it_fails_stays_here(self):
        with open(os.devnull, "w") as nowhere:
            kept, sys.stderr = sys.stderr, nowhere
            try:
                self.refused({**ACME, "name": "Broken"}, "ended with 1")
            finally:
                sys.stderr = kept

    def test_a_manage_that_is_not_there_is_said(self):
        self.realms = realms.Realms([str(self.folder / "nothing")])
        self.refused({"verb": "list"}, "could not be run")

    def test_one_that_hangs_is_ended(self):
        (self.folder / "manage.py").write_text("import time; time.sleep(60)")
        kept, realms.RUNNING = realms.RUNNING, 0.2
        self.addCleanup(setattr, realms, "RUNNING", kept)
        self.refused({"verb": "list"}, "took longer")


class Refusals(World):
    def tearDown(self):
        self.assertEqual(self.calls(), [], "nothing may have been run")

    def test_only_three_verbs(self):
        for verb in ("", "delete_realm", "run", "answer", "__init__", "shell", "hello\n", 1, None, ["list"], {}):
            self.refused({"verb": verb}, "no such verb")
        self.assertEqual(set(realms.Realms.FIELDS), {"hello", "list", "create"})

    def test_only_known_fields(self):
        self.refused({**ACME, "password": "x"}, "'password'")
        self.refused({"verb": "list", "all": True}, "'all'")

    def test_only_an_object(self):
        for line in ("", "[]", "1", '"list"', "null", "{", "[" * 4000, b"\xff\xfe", '{"verb": "list"} {}'):
            self.refused(line, "one object of JSON")

    def test_string_ids(self):
        for wrong in (
            "", "acme", "-chat", "-acme-chat", "Acme-chat", "acme.chat", "acme--chat", "acme-chat\n", "acme-chat ",
            "a" * 59 + "-chat", "--help-chat", "äcme-chat", "acme-chat;id", "$(id)-chat", None, 1, ["acme-chat"],
        ):
            self.refused({**ACME, "string_id": wrong}, "string_id")

    def test_addresses(self):
        for wrong in (
            "", "ann", "ann@", "@acme.example", "ann@acme", "ann@acme.example\n", "-ann@acme.example", "a b@acme.example",
            "ann@-acme.example", "ann@acme.example,ben@acme.example", "ann@acme.example'", "a@" + "b." * 200 + "example", None,
        ):
            self.refused({**ACME, "admin_email": wrong}, "admin_email")

    def test_names(self):
        for field, most in (("name", 40), ("admin_name", 100)):
            for wrong in ("", "-x", "--string-id=app", "a\nb", "a\x00b", "a\x1b[0m", " a", "a ", "x" * (most + 1), None, 7):
                self.refused({**ACME, field: wrong}, field)

    def test_nothing_is_left_out(self):
        for field in ("string_id", "name", "admin_email", "admin_name"):
            self.refused({name: value for name, value in ACME.items() if name != field}, field)


class Door(World):
    def setUp(self):
        super().setUp()
        self.path = str(self.folder / "realms.sock")
        pathlib.Path(self.path).write_text("left behind by one that was killed")
        self.door = realms.listen(self.path)
        self.addCleanup(self.door.close)

    def exchange(self, sent, users=None, end=True):
        def serve():
            peer, _ = self.door.accept()
            with peer:
                realms.serve_one(peer, self.realms, {os.getuid()} if users is None else users)

        serving = threading.Thread(target=serve)
        serving.start()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
            peer.connect(self.path)
            try:
                peer.sendall(sent)
                if end:
                    peer.shutdown(socket.SHUT_WR)
            except BrokenPipeError:
                pass
            answer = b""
            try:
                while part := peer.recv(4096):
                    answer += part
            except ConnectionResetError:
                pass
        serving.join(10)
        self.assertFalse(serving.is_alive())
        return json.loads(answer) if answer else None

    def test_a_line_is_answered_by_a_line(self):
        self.assertEqual(self.exchange(b'{"verb": "hello"}\n'), {"ok": True})
        self.assertTrue(self.exchange(json.dumps(ACME).encode() + b"\n")["made"])

    def test_the_socket_is_for_whoever_sees_it(self):
        mode = os.stat(self.path).st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o666)

    def test_others_are_refused_by_the_kernel_s_word(self):
        answer = self.exchange(b'{"verb": "list"}\n', users={os.getuid() + 1})
        self.assertEqual(answer, {"ok": False, "why": "not for this user"})
        self.assertEqual(self.calls(), [])

    def test_a_request_has_a_size(self):
        # As large as may be, and a byte more.
        fits = b'{"verb": "hello"' + b" " * (realms.SIZE - 18) + b"}\n"
        self.assertEqual(len(fits), realms.SIZE)
        self.assertEqual(self.exchange(fits), {"ok": True})
        self.assertIn("bytes", self.exchange(b" " + fits)["why"])

    def test_half_a_line_is_none(self):
        self.assertIn("a line was expected", self.exchange(b'{"verb": "hello"}')["why"])
        self.assertIn("one line", self.exchange(b'{"verb": "hello"}\n{"verb": "list"}\n')["why"])
        self.assertIn("a line was expected", self.exchange(b"")["why"])

    def test_who_says_nothing_is_not_waited_for(self):
        kept, realms.PATIENCE = realms.PATIENCE, 0.2
        self.addCleanup(setattr, realms, "PATIENCE", kept)
        self.assertIn("within", self.exchange(b'{"verb"', end=False)["why"])

    def test_who_leaves_takes_nothing_with_them(self):
        for _ in range(3):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
                peer.connect(self.path)
                peer.sendall(b'{"verb": "list"}\n')
            peer, _ = self.door.accept()
            with peer:
                realms.serve_one(peer, self.realms, {os.getuid()})
        self.assertEqual(self.exchange(b'{"verb": "hello"}\n'), {"ok": True})


if __name__ == "__main__":
    unittest.main()

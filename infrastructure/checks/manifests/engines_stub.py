"""engines_stub.py PORT FILE: answers as Authentik, Stalwart and OCIS do where engines.sh asks, and writes each call into FILE. Their
shapes are those that were recorded (facts/authentik.md §1–4, facts/stalwart.md §3)."""

import base64
import http.server
import json
import sys

PORT, JOURNAL = int(sys.argv[1]), sys.argv[2]
state = {"recovery": False, "bootstrap": True, "asked": 0, "listeners": {}, "domains": {}, "accounts": {}, "directory": None, "system": {}, "keys": 0}


def authentik(method, path, token, body):
    if token == "bootstrap" and not state["bootstrap"]:
        return 403, {"detail": "Token invalid/expired"}
    if path == "/core/users/me/":
        state["asked"] += 1
        # The blueprint takes its time.
        return (403, {"detail": "Token invalid/expired"}) if state["asked"] == 1 else (200, {"user": {"pk": 7}})
    if path == "/admin/settings/" and method == "PATCH":
        return 200, body
    if path == "/flows/instances/default-recovery-flow/":
        return (200, {"pk": "flow-1"}) if state["recovery"] else (404, {"detail": "No Flow matches the given query."})
    if path == "/managed/blueprints/" and method == "POST":
        return 201, {"pk": "blueprint-1", "status": "unknown"}
    if path.startswith("/managed/blueprints/?path="):
        return 200, {"results": [{"pk": "blueprint-1"}]}
    if path == "/managed/blueprints/blueprint-1/apply/":
        state["recovery"] = True
        return 200, {"pk": "blueprint-1"}
    if path == "/core/brands/?default=true":
        return 200, {"results": [{"brand_uuid": "brand-1", "domain": "authentik-default"}]}
    if path == "/core/brands/brand-1/" and body == {"flow_recovery": "flow-1"}:
        return 200, {"brand_uuid": "brand-1"}
    if path == "/core/tokens/authentik-bootstrap-token/" and method == "DELETE":
        state["bootstrap"] = False
        return 204, None
    return 404, {"detail": "not found"}


def created(name, ident, **more):
    return {"accountId": "b", "created": {name: {"id": ident, **more}}}


def taken(name, ident):
    return {"accountId": "b", "notCreated": {name: {"type": "primaryKeyViolation", "objectId": {"object": "x", "id": ident}}}}


def jmap(method, arguments):
    what = arguments.get("create") or {}
    name = next(iter(what), None)
    it = what.get(name, {})
    if method == "x:NetworkListener/query":
        return {"ids": list(state["listeners"])}
    if method == "x:NetworkListener/set":
        state["listeners"].update(what)
        return {"created": {key: {"id": key} for key in what}}
    if method in ("x:Domain/set", "x:Account/set"):
        kind = "domains" if "Domain" in method else "accounts"
        known = state[kind]
        if it["name"] in known:
            return taken(name, known[it["name"]])
        known[it["name"]] = f"{kind[0]}{len(known)}"
        return created(name, known[it["name"]])
    if method in ("x:ApiKey/set", "x:AppPassword/set"):
        state["keys"] += 1
        return created(name, "k", secret=("API_" if "Api" in method else "APP_") + str(state["keys"]))
    if method == "x:Authentication/get":
        return {"list": [{"id": "singleton", "directoryId": state["directory"]}]}
    if method == "x:Authentication/set":
        state["directory"] = arguments["update"]["singleton"]["directoryId"]
    if method == "x:SystemSettings/get":
        return {"list": [{"id": "singleton", "defaultDomainId": None, "defaultCertificateId": None, **state["system"]}]}
    if method == "x:SystemSettings/set":
        settings = {**state["system"], **arguments["update"]["singleton"]}
        # It has none before it is told, where config.json was there at its first start; and none without a domain.
        if settings.get("defaultDomainId") not in state["domains"].values():
            return {"notUpdated": {"singleton": {"type": "validationFailed", "properties": ["defaultDomainId"]}}}
        state["system"] = settings
    if method == "x:Domain/get":
        return {"list": [{"id": arguments["ids"][0], "dnsZoneFile": "dezky.example. IN MX 10 mail.dezky.example.\n"}]}
    if "update" in arguments:
        return {"updated": {key: None for key in arguments["update"]}}
    if what:
        return created(name, "made")
    return None


class Stub(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        body = json.loads(body) if body else None
        credential = self.headers.get("authorization", "")
        if self.path == "/mail/healthz/live":
            status, said = 200, {}
        elif self.path.startswith("/auth/api/v3"):
            status, said = authentik(self.command, self.path.removeprefix("/auth/api/v3"), credential.removeprefix("Bearer "), body)
        elif self.path == "/files/graph/v1.0/me":
            known = base64.b64decode(credential.removeprefix("Basic ")).decode().startswith("admin:ocis-token-")
            status, said = (200, {"id": "admin"}) if known else (401, None)
        elif self.path == "/mail/jmap":
            basic = "Basic " + base64.b64encode(b"recovery:recovery-secret").decode()
            method, arguments, call = body["methodCalls"][0]
            if credential not in (basic, "Bearer API_2"):
                status, said = 401, {"title": "Unauthorized"}
            else:
                result = jmap(method, arguments)
                status, said = 200, {"methodResponses": [[method, result, call] if result is not None else ["error", {"type": "unknownMethod"}, call]]}
        else:
            status, said = 404, {}
        with open(JOURNAL, "a", encoding="utf-8") as journal:
            journal.write(json.dumps([self.command, self.path, body, status]) + "\n")
        data = b"" if said is None else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = answer


http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Stub).serve_forever()

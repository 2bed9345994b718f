"""A real Traefik with the variables and files of the stack, in front of stand-ins on free ports: who is led where, by
which certificate, and what happens while Dezky is away.
"""

import http.server
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

traefik, files, config, public, authority = sys.argv[1], *map(pathlib.Path, sys.argv[2:6])
ENVIRONMENT = json.loads(config.read_text())["services"]["traefik"]["environment"]
DOMAIN = ENVIRONMENT["DEZKY_DOMAIN"]
TOKEN = ENVIRONMENT["TRAEFIK_PROVIDERS_HTTP_HEADERS_AUTHORIZATION"]
wrong = []


def check(holds, words):
    if not holds:
        wrong.append(words)


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class StandIn:
    """Answers with its name and what it was told; as Dezky it also has routes for Traefik."""

    def __init__(self, name, routes=None):
        stand_in = self
        self.name, self.routes, self.asked = name, routes, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/internal/traefik":
                    stand_in.asked.append(self.headers.get("Authorization"))
                    status, body = (200, stand_in.routes()) if stand_in.routes else (503, {})
                else:
                    status, body = 200, {"name": stand_in.name, "headers": dict(self.headers)}
                body = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def routes(url, *slugs):
    """As server/src/provision/hosts.rs writes them."""
    router = {"entryPoints": ["websecure"], "service": "dezky", "middlewares": ["dezky-headers"], "tls": {}}
    return {"http": {
        "routers": {name: {**router, "rule": f"Host(`{host}.{DOMAIN}`)"} for name, host in [("dezky-app", "app"), *((f"t-{slug}", slug) for slug in slugs)]},
        "services": {"dezky": {"loadBalancer": {"servers": [{"url": url}]}}},
        "middlewares": {"dezky-headers": {"headers": {"stsSeconds": 63072000, "stsIncludeSubdomains": True}}},
    }}


class Door:
    def __init__(self, folder, dezky):
        self.plain, self.secure = free(), free()
        dynamic = folder / "dynamic"
        text = (files / "traefik/platform.yml").read_text()
        self.engines = {}
        for place, name in [("portal:3000", "dezky"), ("authentik-server:9000", "authentik"), ("ocis:9200", "ocis"),
                            ("collabora:9980", "collabora"), ("stalwart:8080", "stalwart"), ("zulip:80", "zulip")]:
            engine = dezky if name == "dezky" else StandIn(name)
            check(f'"http://{place}"' in text, f"platform.yml doesn't lead to {place}")
            text = text.replace(f"http://{place}", engine.url)
            self.engines[name] = engine
        (dynamic / "platform.yml").write_text(text)
        local = (files / "traefik/local.yml").read_text()
        local = local.replace("/run/secrets/wildcard_certificate", str(files / "generated/wildcard.pem"))
        (dynamic / "local.yml").write_text(local.replace("/run/secrets/wildcard_key", str(files / "generated/wildcard-key.pem")))
        self.log = folder / "log"
        ping = free()
        environment = ENVIRONMENT | {
            "PATH": os.environ["PATH"],
            "TRAEFIK_ENTRYPOINTS_WEB_ADDRESS": f"127.0.0.1:{self.plain}",
            "TRAEFIK_ENTRYPOINTS_WEBSECURE_ADDRESS": f"127.0.0.1:{self.secure}",
            "TRAEFIK_ENTRYPOINTS_TRAEFIK_ADDRESS": f"127.0.0.1:{ping}",
            "TRAEFIK_PROVIDERS_FILE_DIRECTORY": str(dynamic),
            "TRAEFIK_PROVIDERS_HTTP_ENDPOINT": f"{dezky.url}/internal/traefik",
            "TRAEFIK_PROVIDERS_HTTP_POLLINTERVAL": "200ms",
            "TRAEFIK_PROVIDERS_PROVIDERSTHROTTLEDURATION": "100ms",
        }
        # It would take a traefik.yaml of the folder that it starts in.
        self.process = subprocess.Popen([traefik], env=environment, cwd=folder, stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        until(lambda: healthy(environment, folder), "Traefik isn't healthy by its own health check")

    def get(self, host, trust=True, name=None, path="/some"):
        """Status, headers and body of https://host/some, where the certificate of `name` is shown."""
        context = ssl.create_default_context(cafile=str(authority)) if trust else ssl._create_unverified_context()
        with socket.create_connection(("127.0.0.1", self.secure), 5) as raw, context.wrap_socket(raw, server_hostname=name or host) as wire:
            wire.sendall(f"GET {path}?code=hidden HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 203.0.113.9\r\nX_Forwarded_For: 203.0.113.9\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while part := wire.recv(65536):
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        return int(lines[0].split()[1]), {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines[1:]}, body

    def leads_to(self, host):
        status, headers, body = self.get(host)
        if status != 200:
            return status, headers, {}
        seen = json.loads(body)
        return seen["name"], headers, seen["headers"]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def healthy(environment, folder):
    return subprocess.run([traefik, "healthcheck"], env=environment, cwd=folder, capture_output=True, check=False).returncode == 0


def until(holds, words, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        # Until the files are read there is no certificate of ours, or no answer.
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    wrong.append(words)


def while_dezky_is_there(folder):
    state = {"slugs": ["acme"]}
    dezky = StandIn("dezky")
    dezky.routes = lambda: routes(dezky.url, *state["slugs"])
    door = Door(folder, dezky)
    until(lambda: door.leads_to(f"acme.{DOMAIN}")[0] == "dezky", "a tenant's host doesn't lead to Dezky")
    check(dezky.asked and set(dezky.asked) == {TOKEN}, "Traefik doesn't show Dezky's token")
    for host, name in [("app", "dezky"), ("auth", "authentik"), ("files", "ocis"), ("office", "collabora"), ("mail", "stalwart"),
                       ("chat", "zulip"), ("acme-chat", "zulip")]:
        seen, headers, told = door.leads_to(f"{host}.{DOMAIN}")
        check(seen == name, f"{host} leads to {seen}, not to {name}")
        check("max-age=63072000" in headers.get("strict-transport-security", ""), f"{host}: no HSTS")
        told = {key.lower(): value for key, value in told.items()}
        check(told.get("x-forwarded-proto") == "https", f"{host}: isn't told of https")
        check(told.get("x-forwarded-for") == "127.0.0.1", f"{host}: believes a stranger's X-Forwarded-For")
        check("x_forwarded_for" not in told, f"{host}: could take X_Forwarded_For for what Traefik says")
        check(told.get("host") == f"{host}.{DOMAIN}", f"{host}: is called by another name")
    check(door.leads_to(f"nobody.{DOMAIN}")[0] == 404, "a host that is nobody's leads somewhere")
    for host in ("app", "acme"):
        for path in ("/metrics", "/readyz", "/internal/traefik"):
            check(door.get(f"{host}.{DOMAIN}", path=path)[0] == 403, f"{path} of {host} is reached from outside")
    # The pattern for realms ends where the domain ends.
    for stranger in (f"x-chat.{DOMAIN.replace('.', 'x', 1)}", f"x-chat.{DOMAIN}.evil.test", f"a.b-chat.{DOMAIN}"):
        check(door.get(stranger, name=f"app.{DOMAIN}")[0] == 404, f"{stranger} leads somewhere")
    # A new tenant, and one that is gone.
    state["slugs"] = ["globex"]
    until(lambda: door.leads_to(f"globex.{DOMAIN}")[0] == "dezky", "a new tenant's host isn't taken in")
    until(lambda: door.leads_to(f"acme.{DOMAIN}")[0] == 404, "a host that was taken away still leads to Dezky")
    # Dezky fails: what was there stays.
    dezky.routes = None
    asked = len(dezky.asked)
    until(lambda: len(dezky.asked) > asked + 1, "Traefik stops asking")
    check(door.leads_to(f"globex.{DOMAIN}")[0] == "dezky", "routes are lost when Dezky fails")
    # By another name than ours there is no certificate, not even a wrong one.
    try:
        door.get("elsewhere.test", trust=False)
        wrong.append("a stranger's name gets a certificate")
    except ssl.SSLError:
        pass
    with socket.create_connection(("127.0.0.1", door.plain), 5) as wire:
        wire.sendall(f"GET /x HTTP/1.1\r\nHost: app.{DOMAIN}\r\nConnection: close\r\n\r\n".encode())
        answer = wire.recv(65536).decode()
    check(" 301 " in answer and "https://" in answer, "http isn't sent on to https")
    door.end()
    log = door.log.read_text()
    check('"code=hidden' not in log and "code=hidden" not in log, "what stands in an address's query is logged")
    check('"RequestHost"' in log, "nothing is logged of requests")
    for line in log.splitlines():
        level = json.loads(line).get("level") if line.startswith("{") else None
        # That Dezky answered 503 is meant.
        check(level not in ("error", "fatal") or "503" in line, f"Traefik says: {line}")


def while_dezky_is_away(folder):
    """What Dezky kept is in the volume; a start without Dezky finds its tenants there."""
    dezky = StandIn("dezky")
    kept = folder / "dynamic/tenants/tenants.yml"
    kept.parent.mkdir()
    kept.write_text(f"{json.dumps(routes(dezky.url, 'acme'), indent=2)}\n")
    door = Door(folder, dezky)
    until(lambda: door.leads_to(f"acme.{DOMAIN}")[0] == "dezky", "a tenant's host is lost when Traefik starts without Dezky")
    check(door.leads_to(f"auth.{DOMAIN}")[0] == "authentik", "sign-in is lost when Traefik starts without Dezky")
    door.end()


def with_public_certificates(folder):
    """Nobody can be asked for a certificate here; but what Traefik is told of it, it understands."""
    environment = json.loads(public.read_text())["services"]["traefik"]["environment"]
    ping = free()
    environment |= {
        "PATH": os.environ["PATH"],
        "TRAEFIK_ENTRYPOINTS_WEB_ADDRESS": f"127.0.0.1:{free()}",
        "TRAEFIK_ENTRYPOINTS_WEBSECURE_ADDRESS": f"127.0.0.1:{free()}",
        "TRAEFIK_ENTRYPOINTS_TRAEFIK_ADDRESS": f"127.0.0.1:{ping}",
        "TRAEFIK_PROVIDERS_FILE_DIRECTORY": str(folder / "dynamic"),
        "TRAEFIK_PROVIDERS_HTTP_ENDPOINT": "http://127.0.0.1:9/",
        # Nobody answers at this one.
        "TRAEFIK_CERTIFICATESRESOLVERS_LE_ACME_CASERVER": "http://127.0.0.1:9/",
        "TRAEFIK_CERTIFICATESRESOLVERS_LE-HTTP_ACME_CASERVER": "http://127.0.0.1:9/",
        "TRAEFIK_API": "true",
        "TRAEFIK_API_INSECURE": "true",
    }
    for name in ("TRAEFIK_CERTIFICATESRESOLVERS_LE_ACME_STORAGE", "TRAEFIK_CERTIFICATESRESOLVERS_LE-HTTP_ACME_STORAGE"):
        check(environment[name].startswith("/acme/"), f"{name} is not in its volume")
        environment[name] = str(folder / pathlib.Path(environment[name]).name)
    # A router of a tenant's own host, as Dezky writes it: a resolver that isn't known would be an error of the router.
    own = routes("http://127.0.0.1:9", "acme")
    own["http"]["routers"]["t-acme"]["tls"] = {"certResolver": "le-http"}
    (folder / "dynamic/own.yml").write_text(json.dumps(own))
    process = subprocess.Popen([traefik], env=environment, cwd=folder, stdout=(folder / "log").open("w"), stderr=subprocess.STDOUT)
    until(lambda: healthy(environment, folder), "Traefik doesn't start with public certificates")
    seen = {}

    def known():
        with urllib.request.urlopen(f"http://127.0.0.1:{ping}/api/http/routers", timeout=5) as answer:
            seen.update({router["name"]: router for router in json.load(answer)})
        return "t-acme@file" in seen

    until(known, "routes in a file aren't read")
    process.terminate()
    process.wait(20)
    router = seen.get("t-acme@file", {})
    check(router.get("status") == "enabled", f"a tenant's own host: {router.get('error')}")
    app = seen.get("dezky-app@file", {})
    check(app.get("tls") == {"options": "default"} or app.get("tls") == {}, f"a tenant's host asks for a certificate of its own: {app.get('tls')}")
    log = (folder / "log").read_text()
    check("nonexistent certificate resolver" not in log, "a resolver is not known")


for story in (while_dezky_is_there, while_dezky_is_away, with_public_certificates):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "dynamic").mkdir()
        story(pathlib.Path(folder))
for words in wrong:
    print(f"  ✕ {words}", file=sys.stderr)
print(f"  3 stories, {len(wrong)} faults")
sys.exit(bool(wrong))

"""What must hold for every service of the stack, as Compose resolves it.

Exceptions stand at the service itself, in `x-open`, with their reason.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

# Upstream publishes no exact tag for it (facts/integration.md G.1); `bootstrap.sh pull` pins it.
INEXACT = {"docker.io/zulip/zulip-postgresql:14"}
# Host ports and who may publish them.
PORTS = {"traefik": {"80", "443"}, "stalwart": {"25", "465", "587", "993"}}
# Nobody else has a way out of the machine.
OUTSIDE = {"traefik", "dezky", "dezky-worker", "stalwart"}
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|_KEY")
# At least two numbers: 16.10-bookworm, v0.16.18, 2026.2.2, 12.1-0, 24.04.10.1.1.
EXACT = re.compile(r"v?\d+\.\d+(\.\d+)*([.-][A-Za-z0-9.]+)?")

wrong = []


def check(holds, words):
    if not holds:
        wrong.append(words)


def images(name, service):
    image = service["image"]
    if image in INEXACT:
        return
    tag = image.rpartition("/")[2].partition(":")[2]
    check(EXACT.fullmatch(tag), f"{name}: {image} is not pinned to an exact tag")
    built_here = image.startswith("dezky:")
    check(built_here or image.count("/") >= 2, f"{name}: {image} does not name its registry")


def hardening(name, service):
    reasons = service.get("x-open", {})
    unused = set(reasons)

    def demand(key, holds):
        unused.discard(key)
        check(holds or reasons.get(key), f"{name}: no {key}, and no reason in x-open")
        check(not (holds and key in reasons), f"{name}: has {key}, and a reason for not having it")

    demand("read_only", service.get("read_only") is True)
    demand("cap_drop", "ALL" in service.get("cap_drop", []))
    demand("no-new-privileges", "no-new-privileges:true" in service.get("security_opt", []))
    check(not unused, f"{name}: x-open excuses what nobody asks for: {sorted(unused)}")
    for limit in ("mem_limit", "cpus", "pids_limit"):
        check(service.get(limit), f"{name}: no {limit}")
    health = service.get("healthcheck")
    check(health is not None, f"{name}: no health check, and none that is switched off on purpose")
    check(not service.get("privileged"), f"{name}: is privileged")
    for mount in service.get("volumes", []):
        check("docker.sock" not in mount.get("source", ""), f"{name}: has Docker's socket")
        if mount["type"] == "bind":
            check(mount.get("read_only"), f"{name}: may write into {mount['source']}")
    root = service.get("user") in (None, "0", "0:0", "root")
    excused = name in {"volumes", "collabora", "zulip", "zulip-postgres", "zulip-rabbitmq"}
    check(not root or excused, f"{name}: runs as whatever its image says")
    if service.get("restart") != "no":
        check(service.get("restart") == "unless-stopped", f"{name}: is not started again")


def networks(name, config, service):
    known = config["networks"]
    mine = set(service.get("networks") or {})
    if service.get("network_mode") == "none":
        check(not mine, f"{name}: has networks and none")
        return
    check(mine, f"{name}: has no network")
    for network in mine:
        if not known[network].get("internal"):
            check(name in OUTSIDE, f"{name}: has a way out by {network}")
    published = {str(port["published"]) for port in service.get("ports", [])}
    check(published <= PORTS.get(name, set()), f"{name}: publishes {sorted(published)}")


def order(name, config, service):
    for other, how in service.get("depends_on", {}).items():
        condition = how["condition"]
        wanted = "service_completed_successfully" if other == "volumes" else "service_healthy"
        check(condition == wanted, f"{name}: waits for {other} only by {condition}")
        if wanted == "service_healthy":
            health = config["services"].get(other, {}).get("healthcheck", {})
            check(health.get("test"), f"{name}: waits for the health of {other}, which has none")
    for volume in config["volumes"]:
        writers = [
            who
            for who, one in config["services"].items()
            for mount in one.get("volumes", [])
            if mount.get("source") == volume and not mount.get("read_only") and who != "volumes"
        ]
        if volume == "ocis_audit_log":
            check(writers == ["ocis"], f"{volume} is written by {writers}")
        if volume == "stalwart_log":
            check(writers == ["stalwart"], f"{volume} is written by {writers}")
        if volume == "routes":
            check(writers == ["dezky-worker"], f"{volume} is written by {writers}")


def uploads(config):
    """Authentik's are in the volume, and not where the image's own link leads."""
    for name in ("authentik-server", "authentik-worker"):
        mounts = [mount for mount in config["services"][name]["volumes"] if mount["target"] == "/data"]
        check(all(mount.get("volume", {}).get("nocopy") for mount in mounts) and mounts, f"{name}: /data begins as the image's")
        check("volumes" in config["services"][name]["depends_on"], f"{name}: its volume may belong to root")


def audit_log(config):
    """Exactly these names: others are found in documents and write nothing."""
    environment = config["services"]["ocis"]["environment"]
    services = environment.get("OCIS_ADD_RUN_SERVICES", "").split(",")
    check("audit" in services, "ocis: its audit service isn't started")
    wanted = {"AUDIT_LOG_TO_FILE": "true", "AUDIT_FORMAT": "json", "AUDIT_FILEPATH": "/var/log/ocis/audit.log"}
    for key, value in wanted.items():
        check(environment.get(key) == value, f"ocis: {key} is not {value}")
    dezky = config["services"]["dezky-worker"]["environment"]
    check(dezky["DEZKY__SOURCES__OCIS__PATH"] == wanted["AUDIT_FILEPATH"], "dezky reads another audit log than OCIS writes")


def defaults(files, settings):
    """No secret has a default, and every one is made by bootstrap.sh."""
    known = dict(line.split("=", 1) for line in settings.read_text().splitlines() if "=" in line)
    for path in sorted(files.rglob("*.yaml")):
        text = path.read_text()
        for name, after in re.findall(r"\$\{([A-Z_]+)([^}]{0,2})", text):
            if SECRET.search(name):
                check(after.startswith(":?"), f"{path.name}: ${{{name}}} is a secret that may be missing or has a default")
                check(len(known.get(name, "")) >= 32, f"{path.name}: {name} is not made by bootstrap.sh")
        for name in re.findall(r"environment: ([A-Z_]+) }", text):
            check(len(known.get(name, "")) >= 32, f"{path.name}: {name} is not made by bootstrap.sh")
    values = [value for name, value in known.items() if SECRET.search(name)]
    check(len(values) == len(set(values)), "two secrets are the same")


def variables(configs, listed):
    """Every variable of an engine stands in the list, with where it is known from, and nothing else does."""
    known = {}
    for number, line in enumerate(listed.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        engine, name, source = (line.split(None, 2) + ["", ""])[:3]
        check(source and re.search(r"facts/\w+\.md|doc |src ", source), f"{listed.name}:{number}: {name} has no source")
        check((engine, name) not in known, f"{listed.name}:{number}: {name} stands there twice")
        known[engine, name] = False
    for config in configs:
        for service, one in config["services"].items():
            if service.startswith("dezky"):
                continue
            engine = {"authentik-server": "authentik", "authentik-worker": "authentik"}.get(service, service)
            for name in one.get("environment") or {}:
                check((engine, name) in known, f"{service}: {name} is not in {listed.name}")
                known[engine, name] = True
    for (engine, name), used in known.items():
        check(used, f"{listed.name}: {engine} {name} is used nowhere")


def realms(config):
    """Where realms are made, the pages know it, and nobody but the worker has the socket."""
    services = config["services"]
    pages, worker = (services[name]["environment"] for name in ("dezky", "dezky-worker"))
    chosen = "DEZKY__ZULIP__SOCKET" in worker
    holders = {
        who for who, one in services.items() for mount in one.get("volumes", []) if mount.get("source") == "zulip_realms"
    }
    wanted = {"zulip", "dezky-worker"} if chosen else set()
    check(holders - {"volumes"} == wanted, f"zulip_realms is in {sorted(holders)}")
    for name, environment in (("dezky", pages), ("dezky-worker", worker)):
        offered = environment.get("DEZKY__ZULIP__REALMS") == "true"
        check(offered == chosen, f"{name}: offers realms, or doesn't, unlike what is there")
    check("DEZKY__ZULIP__SOCKET" not in pages, "dezky: its pages need no socket of Zulip's")


def dezky(configs, files, binary):
    """Every DEZKY__ variable is one that the binary knows, and it takes the values."""
    with tempfile.TemporaryDirectory() as folder:
        listed = subprocess.run([binary, "config", "--format", "json"], cwd=folder, capture_output=True, check=True, env={})
        known = {setting["variable"] for setting in json.loads(listed.stdout)}
        for config in configs:
            for name in ("dezky", "dezky-worker"):
                environment = config["services"][name]["environment"]
                for variable in environment:
                    if variable.startswith("DEZKY__"):
                        check(variable.removesuffix("_FILE") in known, f"{name}: the binary knows no {variable}")
                # As in the container, with files where this machine has them, and a database that needs no server.
                here = {key: value for key, value in environment.items() if key.startswith("DEZKY__")}
                for token in ("stalwart", "ocis"):
                    path = pathlib.Path(folder, token)
                    path.write_text("API_of-the-check\n")
                    here[f"DEZKY__{token.upper()}__TOKEN_FILE"] = str(path)
                here["DEZKY__SECRETS__KEYS"] = str(files / "generated/dezky.keys")
                here["DEZKY__DATABASE__URL"] = f"sqlite://{folder}/dezky.db"
                here["DEZKY_CONFIG"] = str(files / "generated/dezky.toml")
                done = subprocess.run([binary, "migrate"], cwd=folder, env=here, capture_output=True, text=True, check=False)
                check(done.returncode == 0, f"{name}: the binary doesn't take its settings: {done.stderr.strip()}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=pathlib.Path, required=True)
    parser.add_argument("--settings", type=pathlib.Path, required=True)
    parser.add_argument("--variables", type=pathlib.Path, required=True)
    parser.add_argument("--dezky", required=True)
    parser.add_argument("configs", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    configs = [json.loads(path.read_text()) for path in options.configs]
    # Compose drops what it doesn't know from what it prints.
    written = {}
    for path in options.files.glob("*.yaml"):
        for name, service in (yaml.safe_load(path.read_text()).get("services") or {}).items():
            written[name] = service
    for config in configs:
        for name, service in config["services"].items():
            service.setdefault("x-open", written[name].get("x-open", {}))
            images(name, service)
            hardening(name, service)
            networks(name, config, service)
            order(name, config, service)
        audit_log(config)
        uploads(config)
        realms(config)
    defaults(options.files, options.settings)
    variables(configs, options.variables)
    dezky(configs, options.files, options.dezky)
    for words in sorted(set(wrong)):
        print(f"  ✕ {words}", file=sys.stderr)
    services = {name for config in configs for name in config["services"]}
    print(f"  {len(services)} services, {len(set(wrong))} faults")
    sys.exit(bool(wrong))


main()

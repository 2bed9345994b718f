"""What the binary itself says: every variable is one of its own, the configuration loads, every number on the dashboard is
one that it tells."""

import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from objects import where

ROOT = pathlib.Path(__file__).parents[3]
# Stands for every secret.
SECRET = "x" * 48
METRIC = re.compile(r"\bdezky_[a-z_]+[a-z]\b")


def known(binary):
    """Every variable, and whether it may come from a file."""
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run([binary, "config", "--format", "json"], capture_output=True, text=True, check=True, cwd=folder, env={})
    return {setting["variable"] for setting in json.loads(said.stdout)}


def variables(overlay, names, findings):
    for it, namespace, container, _ in overlay.containers():
        for name, _ in overlay.variables(namespace, container):
            if name.startswith("DEZKY__"):
                plain = name.removesuffix("_FILE")
                findings.expect(plain in names, f"{where(overlay, it, container)}: Dezky has no {plain}")


def units(names, findings):
    """Those of the units and of the environment file."""
    folder = ROOT / "infrastructure/systemd"
    for path in [*folder.glob("dezky*.service"), folder / "dezky.env"]:
        for name in re.findall(r"\bDEZKY__[A-Z0-9_]+", path.read_text(encoding="utf-8")):
            findings.expect(name.removesuffix("_FILE") in names, f"{path.name}: Dezky has no {name}")


def environment(overlay, it, namespace, container, binary, folder):
    """The variables of a container with files of this check's own: its secrets, its configuration, an empty SQLite."""
    env = {"PATH": os.environ["PATH"]}
    for name, value in overlay.variables(namespace, container):
        if value and value.startswith("/run/secrets/"):
            file = pathlib.Path(folder, value.rpartition("/")[2])
            text = {"uri": f"sqlite://{folder}/dezky.db", "mail-url": "smtps://a:b@mail.example:465"}.get(file.name, SECRET)
            if file.name == "secrets.keys":
                text = subprocess.run([binary, "secrets", "key"], capture_output=True, text=True, check=True, cwd=folder, env={}).stdout
            file.write_text(text, encoding="utf-8")
            value = str(file)
        env[name] = value
    volume = next(v for v in pods(it)["volumes"] if v["name"] == "config")
    data = overlay.named("ConfigMap", volume["configMap"]["name"], namespace)["data"]
    file = pathlib.Path(folder, "dezky.toml")
    file.write_text(data[pathlib.Path(env["DEZKY_CONFIG"]).name], encoding="utf-8")
    return env | {"DEZKY_CONFIG": str(file)}


def loads(overlay, binary, findings):
    """The configuration of each process: Dezky takes it."""
    for it, namespace, container, _ in overlay.containers():
        if container["name"] not in ("dezky", "migrate"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            env = environment(overlay, it, namespace, container, binary, folder)
            said = subprocess.run([binary, "migrate"], capture_output=True, text=True, check=False, cwd=folder, env=env)
            findings.expect(said.returncode == 0, f"{where(overlay, it, container)}: {said.stderr.strip()}")


def works(overlay, binary, findings):
    """Each worker, really started: its probes find it well, Prometheus gets its numbers by the port that it asks, and nobody
    else does."""
    for it, namespace, container, _ in overlay.containers():
        if container["name"] != "dezky" or not it["metadata"]["name"].startswith("dezky-work"):
            continue
        at = where(overlay, it, container)
        if not findings.expect(container["command"] == ["dezky", "work"], f"{at} runs {container['command']}"):
            continue
        with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
            env = environment(overlay, it, namespace, container, binary, folder)
            ports = {port["name"]: str(port["containerPort"]) for port in container["ports"]}
            listen = env["DEZKY__METRICS__LISTEN"]
            findings.expect(listen == f"0.0.0.0:{ports.get('metrics')}", f"{at} listens on {listen}, and says {ports}")
            free.bind(("127.0.0.1", 0))
            here = f"127.0.0.1:{free.getsockname()[1]}"
            free.close()
            env["DEZKY__METRICS__LISTEN"] = here
            with subprocess.Popen([binary, *container["command"][1:]], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
                try:
                    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                        command = container[probe]["exec"]["command"]
                        findings.expect(answers([binary, *command[1:]], folder, env), f"{at}: {probe} says no to a worker that is well")
                    findings.expect(status(f"http://{here}/metrics") == 401, f"{at} tells its numbers to anybody")
                    findings.expect(status(f"http://{here}/metrics", SECRET) == 200, f"{at} tells its numbers to nobody")
                    findings.expect(status(f"http://{here}/") == 404, f"{at} has pages")
                finally:
                    worker.terminate()


def answers(command, folder, env):
    """Within the time that a startupProbe has."""
    for _ in range(60):
        if subprocess.run(command, capture_output=True, check=False, cwd=folder, env=env).returncode == 0:
            return True
        time.sleep(0.5)
    return False


def status(url, token=None):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def pods(it):
    return it["spec"]["template"]["spec"]


def numbers(findings):
    """Of the dashboard and the rules: told by the binary, or by the backups."""
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("server/**/*.rs"))
    told = set(re.findall(r'"(dezky_[a-z]+(?:_[a-z]+)*)"', code))
    watch = ROOT / "infrastructure/observability"
    library = (ROOT / "infrastructure/backup/lib.sh").read_text(encoding="utf-8")
    scripts = "".join((ROOT / f"infrastructure/backup/{name}.sh").read_text(encoding="utf-8") for name in ("backup", "check", "drill"))
    kept = {f"dezky_{name}_success_timestamp_seconds" for name in re.findall(r"\btold (\w+)", scripts) if "_success_timestamp_seconds" in library}
    dashboard = json.loads((watch / "grafana/dezky.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
    findings.expect(len(expressions) > 20, "the dashboard has hardly a panel")
    shown = {name.removesuffix("_bucket") for text in expressions for name in METRIC.findall(text)}
    findings.expect(shown == told, f"on the dashboard and not told: {shown - told}; told and not on the dashboard: {told - shown}")
    rules = (watch / "rules/dezky.yml").read_text(encoding="utf-8")
    used = {name.removesuffix("_bucket") for name in METRIC.findall(rules)}
    findings.expect(used <= told | kept, f"in rules, and nobody tells it: {used - told - kept}")
    findings.expect(kept <= used, f"the backups tell it, and no rule looks: {kept - used}")
    alerts = re.findall(r"- alert: (\w+)", rules)
    tests = "".join(path.read_text(encoding="utf-8") for path in watch.glob("rules/*.test.yml"))
    for alert in alerts:
        fires = re.search(rf"alertname: {alert}\n\s+exp_alerts:", tests)
        findings.expect(fires, f"no test shows that {alert} comes")
    text = (watch / "README.md").read_text(encoding="utf-8")
    for name in sorted(told):
        findings.expect(name in text or f"_{name.removeprefix('dezky_source_')}" in text, f"{name} isn't in observability/README.md")
    for message in re.findall(r"^\| `([a-zA-Z][^`]+)`", (watch / "logs.md").read_text(encoding="utf-8"), re.MULTILINE):
        if " " in message:
            findings.expect(f'"{message}"' in code, f"logs.md: nothing logs “{message}”")


def blueprint(findings):
    """Authentik's part: what Dezky would make differently by itself it would change back for ever."""
    path = ROOT / "infrastructure/k3s/base/authentik/blueprint.yaml"
    text = path.read_text(encoding="utf-8")
    compose = ROOT / "infrastructure/compose/authentik/dezky.yaml"
    if compose.exists():
        findings.expect(compose.read_text(encoding="utf-8") == text, f"{path.name} and {compose} differ")
    wants = (ROOT / "server/src/provision/wants.rs").read_text(encoding="utf-8")
    expression = re.search(r'EMAIL_EXPRESSION: &str = r#"(.*?)"#', wants, re.DOTALL)[1].strip()
    name = re.search(r'EMAIL_MAPPING: &str = "(.*?)"', wants)[1]
    plain = "\n".join(line.strip() for line in text.splitlines())
    findings.expect("\n".join(line.strip() for line in expression.splitlines()) in plain, "the mapping's expression isn't Dezky's")
    findings.expect(f'"{name}"' in text, "the mapping's name isn't Dezky's")
    # Chat is an option of compose's, with a blueprint of its own.
    chat = compose.with_name("chat.yaml").read_text(encoding="utf-8") if compose.exists() else text
    of_chat = re.search(r'CHAT_UMBRELLA: &str = "(.*?)"', wants)[1]
    for umbrella in re.findall(r'"(dezky-\w+-users)"', wants):
        blueprint = chat if umbrella == of_chat else text
        findings.expect(f"name: {umbrella}" in blueprint, f"no blueprint has {umbrella}")

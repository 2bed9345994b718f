"""What every pod must be: pinned, confined, limited, and able to say how it is."""

import os
import pathlib
import re
import subprocess
import tempfile
import time

from objects import SECRET_NAME, listed, where

HERE = pathlib.Path(__file__).parent
TAG = re.compile(r"^v?\d+(\.\d+)+([.-][0-9A-Za-z.-]+)?$")

# Who may be what others may not: container → words of the container's securityContext. Each with its reason beside it in
# the manifest.
FREER = {"collabora": {"allowPrivilegeEscalation": True, "readOnlyRootFilesystem": False, "add": ["MKNOD", "SYS_CHROOT", "CHOWN", "FOWNER"]}}
# Whoever can only be the user that its image made, user and group: another version may have another one.
USERS = {"collabora/code:24.04.10.1.1": (100, 101)}
# Whose absence must not make its pod unready.
BESIDE = {"collaboration"}
# Who talks to Kubernetes.
TALKS = {"prometheus"}
# Names that look like a secret's and aren't: the value is a file's place, or says something else.
NO_SECRETS = {"PROXY_OIDC_ACCESS_TOKEN_VERIFY_METHOD"}


def images(overlay, findings):
    known = listed(HERE / "images.txt")
    used = {container["image"] for _, _, container, _ in overlay.containers()}
    used |= {it["spec"]["imageName"] for it in overlay.of("Cluster")}
    for image in used:
        name, _, tag = image.partition("@")[0].rpartition(":")
        findings.expect(TAG.match(tag), f"{overlay.name}: {image} has no exact tag")
        findings.expect(image in known or name == "registry.example/dezky", f"{overlay.name}: {image} isn't in images.txt")
    findings.expect(set(USERS) <= used, f"{overlay.name}: nobody uses {set(USERS) - used}, whose user is known")
    return used


def confined(overlay, findings):
    for it, _, _, spec in overlay.pods():
        pod, at = spec.get("securityContext", {}), where(overlay, it)
        findings.expect(pod.get("runAsNonRoot") is True and pod.get("runAsUser", 0) > 0, f"{at} may be root")
        findings.expect(pod.get("seccompProfile") == {"type": "RuntimeDefault"}, f"{at} has no seccomp profile")
        talks = it["metadata"]["name"] in TALKS
        findings.expect(spec.get("automountServiceAccountToken") is talks, f"{at}: its token for Kubernetes")
        findings.expect(spec.get("enableServiceLinks") is False, f"{at} gets variables of services")
        for container in spec["containers"]:
            user = USERS.get(container["image"])
            is_user = user is None or (pod.get("runAsUser"), pod.get("runAsGroup")) == user
            findings.expect(is_user, f"{at}: {container['image']} runs as {user} only")
        for name in ("hostNetwork", "hostPID", "hostIPC"):
            findings.expect(not spec.get(name), f"{at} has {name}")
        for volume in spec.get("volumes", []):
            findings.expect("hostPath" not in volume, f"{at} mounts a path of the host")
            empty = volume.get("emptyDir")
            findings.expect(empty is None or "sizeLimit" in empty, f"{at}: {volume['name']} may grow without end")
    for it, _, container, _ in overlay.containers():
        context, at = container.get("securityContext", {}), where(overlay, it, container)
        freer = FREER.get(container["name"], {})
        for name, usual in (("allowPrivilegeEscalation", False), ("readOnlyRootFilesystem", True)):
            findings.expect(context.get(name) is freer.get(name, usual), f"{at}: {name}")
        capabilities = context.get("capabilities", {})
        findings.expect(capabilities.get("drop") == ["ALL"], f"{at} keeps capabilities")
        findings.expect(capabilities.get("add", []) == freer.get("add", []), f"{at}: capabilities {capabilities.get('add')}")
        findings.expect("privileged" not in context, f"{at} is privileged")
        for port in container.get("ports", []):
            findings.expect("hostPort" not in port, f"{at} takes a port of the host")


def limited(overlay, findings):
    for it, _, container, stays in overlay.containers():
        at, resources = where(overlay, it, container), container.get("resources", {})
        for name in ("cpu", "memory"):
            findings.expect(name in resources.get("requests", {}), f"{at} asks for no {name}")
        findings.expect("memory" in resources.get("limits", {}), f"{at} has no limit of memory")
        if stays:
            for probe in ("readinessProbe", "livenessProbe"):
                wanted = container["name"] not in BESIDE
                findings.expect((probe in container) is wanted, f"{at} has {'no' if wanted else 'a'} {probe}")
    for it in overlay.of("Cluster"):
        findings.expect("memory" in it["spec"]["resources"]["limits"], f"{where(overlay, it)} has no limit of memory")


def again(overlay, findings):
    """What must not end is started again by its own command, and ends with it: tried with a stand-in that ends at its first
    start and stays at its second."""
    for it, _, container, _ in overlay.containers():
        if container["name"] not in BESIDE:
            continue
        at = where(overlay, it, container)
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            programs = {
                "ocis": f"trap 'echo end >>{folder}/said; exit' TERM\necho start >>{folder}/said\n"
                f"[ $(wc -l <{folder}/said) -gt 1 ] || exit 1\nwhile :; do /bin/sleep 0.1; done",
                "sleep": "exit 0",
            }
            for name, program in programs.items():
                (place / name).write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
                (place / name).chmod(0o755)
            with subprocess.Popen(container["command"], env={"PATH": f"{folder}:{os.environ['PATH']}"}) as process:
                said = place / "said"
                for _ in range(100):
                    if process.poll() is not None or (said.exists() and len(said.read_text(encoding="utf-8").split()) > 1):
                        break
                    time.sleep(0.1)
                # It has its trap by now; its own shell has yet to note which process it is.
                time.sleep(0.5)
                process.terminate()
                try:
                    code = process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    code = "nothing"
            words = said.read_text(encoding="utf-8").split()
            findings.expect(words == ["start", "start", "end"] and code == 0, f"{at}: {words}, and {code} in the end")


def several(overlay, findings):
    """Whatever has two pods can lose one, and only that; whatever is scaled is limited."""
    budgets = [it["spec"] for it in overlay.of("PodDisruptionBudget")]
    scaled = {it["spec"]["scaleTargetRef"]["name"]: it["spec"] for it in overlay.of("HorizontalPodAutoscaler")}
    for it, _, labels, _ in overlay.pods():
        if it["kind"] != "Deployment":
            continue
        name, at = it["metadata"]["name"], where(overlay, it)
        scaler = scaled.get(name)
        findings.expect(("replicas" in it["spec"]) is (scaler is None), f"{at}: either replicas or an autoscaler")
        least = scaler["minReplicas"] if scaler else it["spec"]["replicas"]
        chosen = [b for b in budgets if all(labels.get(k) == v for k, v in b["selector"]["matchLabels"].items())]
        if least > 1:
            findings.expect(len(chosen) == 1, f"{at} has {len(chosen)} disruption budgets")
        else:
            findings.expect(not chosen, f"{at} has one pod, and a budget that no machine could be emptied with")
            volumes = str(it["spec"]["template"]["spec"].get("volumes", []))
            writes = "persistentVolumeClaim" in volumes and "'readOnly': True" not in volumes
            findings.expect(not writes or it["spec"]["strategy"]["type"] == "Recreate", f"{at}: two at once on one volume")


def settings(overlay, findings):
    """Engines' variables stand in the list, and what looks like a secret has no value."""
    allowed = listed(HERE / "variables.txt")
    used = set()
    for it, namespace, container, _ in overlay.containers():
        at = where(overlay, it, container)
        for name, value in overlay.variables(namespace, container):
            looks = SECRET_NAME.search(name) and name not in NO_SECRETS
            place = value is None or value.startswith(("/run/secrets/", "file:///run/secrets/"))
            findings.expect(not looks or place, f"{at}: {name} has a value")
            if not name.startswith("DEZKY_"):
                used.add(name)
                findings.expect(name in allowed, f"{at}: {name} isn't in variables.txt")
    findings.expect(not overlay.of("Secret"), f"{overlay.name} has a Secret")
    return used

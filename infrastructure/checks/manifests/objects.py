"""The objects of an overlay, and what every check asks of them."""

import re

import yaml

WORKLOADS = {
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}


class Overlay:
    def __init__(self, name, path):
        self.name = name
        self.text = open(path, encoding="utf-8").read()
        self.objects = list(yaml.safe_load_all(self.text))

    def of(self, *kinds):
        return [it for it in self.objects if it["kind"] in kinds]

    def named(self, kind, name, namespace=None):
        for it in self.of(kind):
            meta = it["metadata"]
            if meta["name"] == name and (namespace is None or meta.get("namespace") == namespace):
                return it
        return None

    def pods(self):
        """Of each workload: itself, its namespace, its pods' labels and their spec."""
        for it in self.of(*WORKLOADS):
            template = it
            for step in WORKLOADS[it["kind"]]:
                template = template[step]
            yield it, it["metadata"]["namespace"], template["metadata"]["labels"], template["spec"]

    def containers(self):
        """Each container with its workload, its namespace, and whether it is there to stay."""
        for it, namespace, _, spec in self.pods():
            stays = it["kind"] not in ("Job", "CronJob")
            for container in spec["containers"]:
                yield it, namespace, container, stays
            for container in spec.get("initContainers", []):
                yield it, namespace, container, False

    def variables(self, namespace, container):
        """Name and value of each variable; the value is None where it comes from a secret."""
        for source in container.get("envFrom", []):
            held = self.named("ConfigMap", source["configMapRef"]["name"], namespace)
            yield from held["data"].items()
        for variable in container.get("env", []):
            yield variable["name"], variable.get("value")


class Findings:
    """What is wrong, said all at once."""

    def __init__(self):
        self.wrong = []
        self.looked = 0

    def expect(self, holds, words):
        self.looked += 1
        if not holds:
            self.wrong.append(words)
        return holds


def where(overlay, it, container=None):
    name = f"{overlay.name}: {it['kind']} {it['metadata'].get('namespace', '')}/{it['metadata']['name']}"
    return f"{name} {container['name']}" if container else name


def listed(path):
    """Lines of `name<tab>words`, without comments."""
    rows = {}
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            name, _, words = line.rstrip("\n").partition("\t")
            rows[name] = words
    return rows


def matches(selector, labels):
    """Whether a label selector chooses these labels."""
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return False
    for rule in selector.get("matchExpressions", []):
        has, values = labels.get(rule["key"]), rule.get("values", [])
        fits = {
            "In": has in values,
            "NotIn": has not in values,
            "Exists": has is not None,
            "DoesNotExist": has is None,
        }[rule["operator"]]
        if not fits:
            return False
    return True


SECRET_NAME = re.compile(r"SECRET|PASSWORD|TOKEN|PASSPHRASE|CREDENTIAL|(ACCESS|PRIVATE|API)_?KEY", re.IGNORECASE)

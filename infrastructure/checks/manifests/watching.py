"""Whom Prometheus asks, of the pods that there are; and its configuration in a form that Debian's promtool can read, which is
built without Kubernetes."""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).parents[3]
CONFIG = ROOT / "infrastructure/observability/prometheus.yml"
META = "__meta_kubernetes_pod_"


def targets(overlay):
    """Each port of each pod as Prometheus sees it."""
    for it, namespace, labels, spec in overlay.pods():
        for container in spec["containers"]:
            for port in container.get("ports", []):
                yield it["metadata"]["name"], namespace, labels, port["name"]
    for it in overlay.of("Cluster"):
        labels = {"cnpg.io/cluster": it["metadata"]["name"], "cnpg.io/podRole": "instance"}
        yield it["metadata"]["name"], it["metadata"]["namespace"], labels, "metrics"


def asked(overlay, job):
    """Workloads that a job keeps."""
    found = set()
    for config in job["kubernetes_sd_configs"]:
        for name, namespace, labels, port in targets(overlay):
            if namespace not in config["namespaces"]["names"]:
                continue
            values = {META + "label_" + re.sub(r"[^a-zA-Z0-9_]", "_", key): value for key, value in labels.items()}
            values[META + "container_port_name"] = port
            for rule in job["relabel_configs"]:
                joined = ";".join(values.get(label, "") for label in rule["source_labels"])
                if rule.get("action") == "keep" and not re.fullmatch(rule["regex"], joined):
                    break
            else:
                found.add(name)
    return found


def everybody(overlay, findings):
    jobs = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["scrape_configs"]
    seen = {job["job_name"]: asked(overlay, job) for job in jobs if "kubernetes_sd_configs" in job}
    deployments = {it["metadata"]["name"] for it in overlay.of("Deployment")}
    wanted = {
        "dezky": {name for name in deployments if name.startswith("dezky-")},
        "authentik": {name for name in deployments if name.startswith("authentik-")},
        "traefik": {name for name in deployments if name.startswith("traefik")},
        "postgres": {it["metadata"]["name"] for it in overlay.of("Cluster")},
    }
    for job, names in wanted.items():
        findings.expect(seen.get(job) == names, f"{overlay.name}: Prometheus asks {seen.get(job)} as {job}, {names} were expected")
    # A Role's binding in each namespace that it looks into.
    looked = {name for job in jobs for config in job.get("kubernetes_sd_configs", []) for name in config["namespaces"]["names"]}
    bound = {it["metadata"]["namespace"] for it in overlay.of("RoleBinding")}
    findings.expect(looked == bound, f"{overlay.name}: Prometheus looks into {looked}, and may into {bound}")


if __name__ == "__main__":
    document = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for scrape in document["scrape_configs"]:
        if scrape.pop("kubernetes_sd_configs", None):
            scrape["static_configs"] = [{"targets": ["pods:1"]}]
    yaml.safe_dump(document, sys.stdout)

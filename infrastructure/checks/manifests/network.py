"""Arrows between pods: what one end lets out, the other must let in, and the other way round."""

import ipaddress
import pathlib

from objects import matches

HERE = pathlib.Path(__file__).parent
OUTSIDE = {"kube-system": {"kube-dns": {"k8s-app": "kube-dns"}}, "cnpg-system": {"operator": {"app.kubernetes.io/name": "cloudnative-pg"}}}
NAMES = {
    "192.0.2.10/32": "the API of Kubernetes",
    "198.51.100.25/32": "Stalwart, inside",
    "203.0.113.25/32": "Stalwart, outside",
    "0.0.0.0/0": "the world",
    "::/0": "the world",
}


def everybody(overlay):
    """Namespace, name and labels of all pods there are, with those that operators make."""
    pods = {}
    for it, namespace, labels, _ in overlay.pods():
        pods[(namespace, it["metadata"]["name"])] = labels
    for it in overlay.of("Cluster"):
        meta = it["metadata"]
        pods[(meta["namespace"], meta["name"])] = {"cnpg.io/cluster": meta["name"], "cnpg.io/podRole": "instance"}
    for namespace, more in OUTSIDE.items():
        for name, labels in more.items():
            pods[(namespace, name)] = labels
    return pods


def chosen(peer, own, pods):
    """The pods that a peer of a policy means."""
    for (namespace, name), labels in pods.items():
        if "namespaceSelector" in peer:
            if not matches(peer["namespaceSelector"], {"kubernetes.io/metadata.name": namespace}):
                continue
        elif namespace != own:
            continue
        if matches(peer.get("podSelector", {}), labels):
            yield namespace, name


def arrows(overlay, findings):
    pods = everybody(overlay)
    closed = {it["metadata"]["namespace"] for it in overlay.of("NetworkPolicy") if it["metadata"]["name"] == "default-deny"}
    ours = {it["metadata"]["name"] for it in overlay.of("Namespace")}
    findings.expect(closed == ours, f"{overlay.name}: namespaces without default-deny: {ours ^ closed}")
    out, into, beyond = set(), set(), set()
    for it in overlay.of("NetworkPolicy"):
        own, spec = it["metadata"]["namespace"], it["spec"]
        selected = [key for key in pods if key[0] == own and matches(spec["podSelector"], pods[key])]
        if it["metadata"]["name"] not in ("default-deny", "all-to-dns"):
            findings.expect(selected or "more" in str(spec), f"{overlay.name}: {own}/{it['metadata']['name']} chooses no pod")
        for rule in spec.get("egress", []) + spec.get("ingress", []):
            way = "egress" if rule in spec.get("egress", []) else "ingress"
            findings.expect(rule.get("ports"), f"{overlay.name}: {own}/{it['metadata']['name']} opens every port")
            for port in rule["ports"]:
                number = port["port"]
                for peer in rule["to" if way == "egress" else "from"]:
                    if "ipBlock" in peer:
                        cidr = peer["ipBlock"]["cidr"]
                        ipaddress.ip_network(cidr)
                        beyond |= {(key, way, NAMES.get(cidr, cidr), number) for key in selected}
                        continue
                    others = list(chosen(peer, own, pods))
                    for key in selected:
                        for other in others:
                            (out if way == "egress" else into).add((key, other, number) if way == "egress" else (other, key, number))
    for one, other, port in sorted(out - into):
        # What isn't ours has no policies.
        if other[0] in ours:
            findings.expect(False, f"{overlay.name}: {one[0]}/{one[1]} may reach {other[0]}/{other[1]}:{port}, which doesn't let it in")
    for one, other, port in sorted(into - out):
        if one[0] in ours:
            findings.expect(False, f"{overlay.name}: {other[0]}/{other[1]}:{port} lets {one[0]}/{one[1]} in, which may not go there")
    lines = [f"{a[0]}/{a[1]} → {b[0]}/{b[1]}:{port}" for a, b, port in (out | into) if b[1] != "kube-dns"]
    lines += [f"{key[0]}/{key[1]} {'→' if way == 'egress' else '←'} {name}:{port}" for key, way, name, port in beyond]
    return sorted(set(lines))


def compare(overlay, findings):
    """The list that a person can read, beside what the policies come to."""
    seen = arrows(overlay, findings)
    path = HERE / f"arrows-{overlay.name}.txt"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")] if path.exists() else []
    for line in sorted(set(seen) - set(kept)):
        findings.expect(False, f"{overlay.name}: a new arrow, {line}; if it shall be, write it into {path.name}")
    for line in sorted(set(kept) - set(seen)):
        findings.expect(False, f"{overlay.name}: an arrow that is no more, {line}; take it out of {path.name}")
    return len(seen)

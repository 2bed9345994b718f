"""Every name leads somewhere: volumes, configuration, secrets, services, routes, placeholders."""

import pathlib
import re

import yaml

from objects import where

ROOT = pathlib.Path(__file__).parents[3]
# Who makes secrets beside secrets.sh: operators, with these keys.
OPERATORS = {("dezky", "dezky-db-app"): {"uri"}, ("authentik", "authentik-db-app"): {"password"}, ("traefik", "wildcard-tls"): {"tls.crt", "tls.key"}}
SERVICE = re.compile(r"https?://([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local:(\d+)")
DATABASE = re.compile(r"\b([a-z]+-db)-rw\.([a-z]+)\.svc\.cluster\.local")


def volumes(overlay, secrets, findings):
    """`secrets` is what secrets.sh gives the cluster: (namespace, name) → keys."""
    known = {**secrets, **OPERATORS}
    for it, namespace, _, spec in overlay.pods():
        at = where(overlay, it)

        def secret(name, keys):
            has = known.get((namespace, name))
            if findings.expect(has is not None, f"{at}: nobody makes the secret {name}"):
                findings.expect(set(keys) <= has, f"{at}: the secret {name} has no {set(keys) - has}")

        for volume in spec.get("volumes", []):
            for source in [volume, *volume.get("projected", {}).get("sources", [])]:
                if "configMap" in source:
                    name = source["configMap"]["name"]
                    findings.expect(overlay.named("ConfigMap", name, namespace), f"{at}: no ConfigMap {name}")
                if "secret" in source:
                    held = source["secret"]
                    secret(held.get("secretName") or held.get("name"), [item["key"] for item in held.get("items", [])])
                if "persistentVolumeClaim" in source:
                    name = source["persistentVolumeClaim"]["claimName"]
                    findings.expect(overlay.named("PersistentVolumeClaim", name, namespace), f"{at}: no claim {name}")
        held = {volume["name"] for volume in spec.get("volumes", [])}
        for container in spec["containers"] + spec.get("initContainers", []):
            for mount in container.get("volumeMounts", []):
                findings.expect(mount["name"] in held, f"{at} {container['name']} mounts {mount['name']}, which isn't there")
            for variable in container.get("env", []):
                ref = variable.get("valueFrom", {}).get("secretKeyRef")
                if ref:
                    secret(ref["name"], [ref["key"]])
    for it in overlay.of("ObjectStore"):
        for ref in it["spec"]["configuration"]["s3Credentials"].values():
            key = (it["metadata"]["namespace"], ref["name"])
            findings.expect(ref["key"] in secrets.get(key, set()), f"{where(overlay, it)}: no {ref['key']} in {key}")


def services(overlay, findings):
    """Services choose pods and their ports; addresses in any setting are services' own."""
    for it in overlay.of("Service"):
        selector, ports = it["spec"]["selector"], {port["targetPort"] for port in it["spec"]["ports"]}
        pods = [spec for _, ns, labels, spec in overlay.pods() if ns == it["metadata"]["namespace"] and selector.items() <= labels.items()]
        findings.expect(len(pods) == 1, f"{where(overlay, it)} chooses {len(pods)} workloads")
        named = {port["name"] for spec in pods for container in spec["containers"] for port in container.get("ports", [])}
        findings.expect(ports <= named, f"{where(overlay, it)}: no port {ports - named}")
    for name, namespace, port in set(SERVICE.findall(overlay.text)):
        service = overlay.named("Service", name, namespace)
        numbers = {p["port"] for p in service["spec"]["ports"]} if service else set()
        findings.expect(int(port) in numbers, f"{overlay.name}: nothing is at {name}.{namespace}:{port}")
    for cluster, namespace in set(DATABASE.findall(overlay.text)):
        findings.expect(overlay.named("Cluster", cluster, namespace), f"{overlay.name}: no database {cluster} in {namespace}")


def routes(overlay, findings):
    """Traefik's own file: every router has a service, middlewares and an entry point that are there."""
    for it, _, _, spec in overlay.pods():
        container = spec["containers"][0]
        if not container["image"].startswith("traefik:"):
            continue
        at, args = where(overlay, it), container["args"]
        entries = {match[1] for arg in args if (match := re.match(r"--entryPoints\.(\w+)\.address=", arg))}
        for entry in entries - {"inside"}:
            findings.expect(f"--entryPoints.{entry}.http.aliasHeadersStrategy=delete" in args, f"{at}: {entry} lets X_Forwarded_For pass")
        volume = next(v for v in spec["volumes"] if v["name"] == "platform")
        source = next(s["configMap"]["name"] for s in volume["projected"]["sources"] if "configMap" in s)
        document = yaml.safe_load(overlay.named("ConfigMap", source, "traefik")["data"]["platform.yml"])
        http = document["http"]
        for name, router in http["routers"].items():
            service = router["service"]
            findings.expect(service in http["services"] or service.endswith("@internal"), f"{at}: {name} leads to no service")
            findings.expect(set(router.get("middlewares", [])) <= set(http["middlewares"]), f"{at}: {name}'s middlewares")
            findings.expect(set(router["entryPoints"]) <= entries, f"{at}: {name}'s entry points")
            findings.expect(("tls" in router) is ("websecure" in router["entryPoints"]), f"{at}: {name} and TLS")
        for probe in ("readinessProbe", "livenessProbe"):
            findings.expect(container[probe]["httpGet"]["port"] == "inside", f"{at}: {probe}")
        used = {service for router in http["routers"].values() for service in [router["service"]]}
        findings.expect(set(http["services"]) <= used, f"{at}: services that nobody is led to: {set(http['services']) - used}")


def pages(findings):
    """OCIS's pages may load what they may in compose, and the launcher's navigation: what only one of the two allows works
    there and fails here."""
    names = {"${AUTH_DOMAIN}": "auth.dezky.example", "${COLLABORA_DOMAIN}": "office.dezky.example"}
    text = (ROOT / "infrastructure/compose/ocis/csp.yaml").read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace(name, value)
    there = yaml.safe_load(text)["directives"]
    here = yaml.safe_load((ROOT / "infrastructure/k3s/base/ocis/csp.yaml").read_text(encoding="utf-8"))["directives"]
    for name in sorted(set(there) | set(here)):
        ours = set(here.get(name, [])) - {"https://app.dezky.example/"}
        theirs = set(there.get(name, []))
        findings.expect(ours == theirs, f"csp.yaml: {name} is {sorted(ours)} here, {sorted(theirs)} in compose")


def custom(overlay, findings):
    """Custom resources by hand: what their operators would refuse, as far as these manifests use them. Their own schemas
    check them too where CRDS names a folder that has them."""
    for it in overlay.of("Cluster"):
        spec, at = it["spec"], where(overlay, it)
        findings.expect(spec["instances"] >= 1 and isinstance(spec["instances"], int), f"{at}: instances")
        findings.expect(set(spec["bootstrap"]) in ({"initdb"}, {"recovery"}), f"{at}: one way to begin")
        for plugin in spec["plugins"]:
            findings.expect(plugin["name"] == "barman-cloud.cloudnative-pg.io", f"{at}: plugin {plugin['name']}")
            store = plugin["parameters"]["barmanObjectName"]
            findings.expect(overlay.named("ObjectStore", store, it["metadata"]["namespace"]), f"{at}: no ObjectStore {store}")
        findings.expect(any(p.get("isWALArchiver") for p in spec["plugins"]), f"{at} archives no WAL")
        parameters = spec["postgresql"].get("parameters", {})
        findings.expect(all(isinstance(value, str) for value in parameters.values()), f"{at}: parameters are texts")
        synchronous = spec["postgresql"].get("synchronous")
        findings.expect(not synchronous or synchronous["number"] < spec["instances"], f"{at}: more standbys than replicas")
        scheduled = [s for s in overlay.of("ScheduledBackup") if s["spec"]["cluster"]["name"] == it["metadata"]["name"]]
        findings.expect(len(scheduled) == 1, f"{at} has {len(scheduled)} schedules of base backups")
    paths = [(it["spec"]["configuration"]["destinationPath"], it["spec"]["configuration"]["endpointURL"]) for it in overlay.of("ObjectStore")]
    findings.expect(len(set(paths)) == len(paths), f"{overlay.name}: two databases in one folder of the bucket")
    for it in overlay.of("ScheduledBackup"):
        findings.expect(len(it["spec"]["schedule"].split()) == 6, f"{where(overlay, it)}: six fields, seconds first")
        findings.expect(it["spec"]["method"] == "plugin" and "pluginConfiguration" in it["spec"], f"{where(overlay, it)}: method")
    for it in overlay.of("Certificate"):
        ref = it["spec"]["issuerRef"]
        findings.expect(overlay.named(ref["kind"], ref["name"]), f"{where(overlay, it)}: no {ref['kind']} {ref['name']}")
        wild = any(name.startswith("*.") for name in it["spec"]["dnsNames"])
        solvers = overlay.named(ref["kind"], ref["name"])["spec"]["acme"]["solvers"]
        findings.expect(not wild or any("dns01" in solver for solver in solvers), f"{where(overlay, it)}: a wildcard needs DNS-01")


def schemas(overlay, folder, findings):
    import jsonschema

    crds = {}
    for path in sorted(pathlib.Path(folder).glob("**/*.y*ml")):
        for crd in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if isinstance(crd, dict) and crd.get("kind") == "CustomResourceDefinition":
                for version in crd["spec"]["versions"]:
                    crds[f"{crd['spec']['group']}/{version['name']}", crd["spec"]["names"]["kind"]] = version["schema"]["openAPIV3Schema"]
    checked = 0
    for it in overlay.objects:
        schema = crds.get((it["apiVersion"], it["kind"]))
        if schema:
            for error in jsonschema.Draft202012Validator(closed(schema)).iter_errors(it):
                findings.expect(False, f"{where(overlay, it)}: {'.'.join(map(str, error.absolute_path))}: {error.message}")
            checked += 1
    return checked


def closed(schema, top=True):
    """A schema that knows no other fields than it names: a misspelt one would be dropped without a word. What stands beside
    `spec` is Kubernetes' own."""
    if not isinstance(schema, dict):
        return schema
    made = {key: value for key, value in schema.items() if key in ("type", "enum", "required", "minimum", "maximum", "pattern", "minItems", "maxItems", "minLength", "maxLength")}
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"]}
    if "properties" in schema:
        made["properties"] = {name: closed(value, False) for name, value in schema["properties"].items()}
        if top:
            made["properties"].update({"metadata": {}, "kind": {}, "apiVersion": {}})
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            made["additionalProperties"] = False
    elif isinstance(schema.get("additionalProperties"), dict):
        made["additionalProperties"] = closed(schema["additionalProperties"], False)
    if "items" in schema:
        made["items"] = closed(schema["items"], False)
    if schema.get("nullable") and "type" in made:
        made["type"] = [made["type"], "null"]
    return made

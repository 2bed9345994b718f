"""Authentik's blueprints, without Authentik: what they refer to is there, no application is open by mistake, no secret has
a default, and the mapping that Dezky looks for is the one that Dezky would make.
"""

import json
import pathlib
import re
import sys

import yaml

# The platform's own host is for everybody; Dezky says what they find there.
OPEN = {"dezky"}
# Fields by model, as Authentik 2026.2 takes them.
FIELDS = {
    "authentik_blueprints.metaapplyblueprint": {"identifiers", "required"},
    "authentik_providers_oauth2.scopemapping": {"name", "scope_name", "description", "expression"},
    "authentik_core.group": {"name", "is_superuser", "attributes", "parents"},
    "authentik_providers_oauth2.oauth2provider": {
        "name", "client_type", "client_id", "client_secret", "authorization_flow", "invalidation_flow", "signing_key",
        "sub_mode", "issuer_mode", "include_claims_in_id_token", "access_code_validity", "access_token_validity",
        "refresh_token_validity", "redirect_uris", "logout_uri", "logout_method", "property_mappings",
    },
    "authentik_core.application": {"slug", "name", "meta_publisher", "meta_launch_url", "provider", "policy_engine_mode"},
    "authentik_policies.policybinding": {"target", "group", "order", "enabled", "negate", "timeout"},
    "authentik_rbac.role": {"name", "permissions"},
    "authentik_core.user": {"username", "name", "type", "path", "roles"},
    "authentik_core.token": {"identifier", "intent", "user", "expiring", "key"},
}


class Tag:
    def __init__(self, name, value):
        self.name, self.value = name, value


class Loader(yaml.SafeLoader):
    pass


def tag(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return Tag(suffix, loader.construct_scalar(node))
    return Tag(suffix, loader.construct_sequence(node, deep=True))


Loader.add_multi_constructor("!", tag)


def tags(value):
    if isinstance(value, Tag):
        yield value
        value = value.value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from tags(one)


def faults(path, environment):
    entries = yaml.load(path.read_text(), Loader)["entries"]
    ids, applications, bound, providers = {}, {}, set(), []
    for entry in entries:
        model = entry["model"]
        fields = {**entry.get("identifiers", {}), **entry.get("attrs", {})}
        if model not in FIELDS:
            yield f"{model} is not known here"
            continue
        for unknown in set(fields) - FIELDS[model]:
            yield f"{model} has no {unknown}"
        for one in tags(fields):
            if one.name == "KeyOf" and one.value not in ids:
                yield f"!KeyOf {one.value} comes before it, or is nowhere"
            if one.name == "Env" and (not isinstance(one.value, str) or one.value not in environment):
                yield f"!Env {one.value} has a default, or is not set for the worker"
            if one.name not in {"KeyOf", "Env", "Find", "Format"}:
                yield f"!{one.name} is not known here"
        if "id" in entry:
            ids[entry["id"]] = model
        if model == "authentik_core.application":
            applications[entry["id"]] = fields["slug"]
        if model == "authentik_policies.policybinding":
            bound.add(fields["target"].value)
        if model == "authentik_providers_oauth2.oauth2provider":
            providers.append(fields)
            if not fields.get("redirect_uris") or not fields.get("signing_key"):
                yield f"{fields['name']}: no redirect address, or no key"
            if fields["client_id"] != fields["name"]:
                yield f"{fields['name']}: its client has another name"
            public = fields["client_type"] == "public"
            if public == ("client_secret" in fields):
                yield f"{fields['name']}: a secret where there should be none, or none where there should be one"
            found = [one.value[1][1] for one in fields["property_mappings"] if one.name == "Find"]
            if any("scope-email" in one for one in found):
                yield f"{fields['name']}: has Authentik's own email, which is never verified"
        if model == "authentik_core.group" and fields.get("is_superuser") is not False:
            yield f"{fields['name']}: may be everybody's superuser"
        if model == "authentik_rbac.role":
            rights = fields["permissions"]
            if len(rights) != len(set(rights)) or any(not re.fullmatch(r"authentik_\w+\.[a-z0-9_]+", right) for right in rights):
                yield "a right stands there twice, or is none"
            for dangerous in ("add_scopemapping", "change_scopemapping", "rbac", "add_token", "impersonate", "view_token_key"):
                if any(dangerous in right for right in rights):
                    yield f"Dezky's account has {dangerous}"
        if model == "authentik_core.token" and fields.get("expiring") is not False:
            yield "Dezky's token would be changed by Authentik after half an hour"
    for name, slug in applications.items():
        if name not in bound and slug not in OPEN:
            yield f"{slug}: lets everybody in"


def mapping(path, source):
    """The text of the mapping that server/src/provision/wants.rs makes, and the blueprint's."""
    wanted = re.search(r'const EMAIL_EXPRESSION: &str = r#"(.*?)"#;', source, re.S)[1].strip()
    name = re.search(r'const EMAIL_MAPPING: &str = "(.*?)";', source)[1]
    for entry in yaml.load(path.read_text(), Loader)["entries"]:
        if entry.get("identifiers", {}).get("name") == name:
            return entry["attrs"]["expression"].strip() == wanted
    return False


def main():
    folder, config = pathlib.Path(sys.argv[1], "authentik"), json.loads(pathlib.Path(sys.argv[2]).read_text())
    environment = config["services"]["authentik-worker"]["environment"]
    wrong = [f"{path.name}: {words}" for path in sorted(folder.glob("*.yaml")) for words in faults(path, environment)]
    source = pathlib.Path("server/src/provision/wants.rs").read_text()
    if not mapping(folder / "dezky.yaml", source):
        wrong.append("dezky.yaml: Dezky would change the email mapping (server/src/provision/wants.rs)")
    for words in wrong:
        print(f"  ✕ {words}", file=sys.stderr)
    print(f"  {len(list(folder.glob('*.yaml')))} blueprints, {len(wrong)} faults")
    sys.exit(bool(wrong))


main()

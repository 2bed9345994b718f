"""One platform, one version of each engine, whichever way it runs and wherever it is named: in compose/, in the manifests, in
the unit's instructions, in what people read. PostgreSQL is two images, of two makes, and so two versions (README.md)."""

import collections
import pathlib
import re

HERE = pathlib.Path(__file__).parents[2]
RUN = re.compile(r"^\s*(?:image|imageName): \"?([a-z0-9./-]+):([\w.-]+)", re.MULTILINE)
NAMED = re.compile(r"`([a-z0-9./-]+):([\w.-]+)`")
# On the host there is no image: its release, which PRODUCTION.md has put there.
STALWART = re.compile(r"the release's stalwart, (v[\d.]*\d)")
# Each is in both; an engine that one way has and the other hasn't is no mistake.
BOTH = {"traefik", "ghcr.io/goauthentik/server", "owncloud/ocis", "collabora/code", "stalwartlabs/stalwart"}


def plain(name):
    return name.removeprefix("docker.io/").removeprefix("library/")


def seen():
    """Of each image: its versions, and where each stands."""
    found = collections.defaultdict(lambda: collections.defaultdict(set))

    def look(pattern, paths):
        for path in paths:
            for name, version in pattern.findall(path.read_text(encoding="utf-8")):
                found[plain(name)][version].add(str(path.relative_to(HERE)))

    for folder in ("compose", "k3s", "observability"):
        look(RUN, [path for path in HERE.glob(f"{folder}/**/*.yaml") if "generated" not in path.parts])
    production = HERE / "PRODUCTION.md"
    for version in STALWART.findall(production.read_text(encoding="utf-8")):
        found["stalwartlabs/stalwart"][version].add("PRODUCTION.md")
    known = set(found)
    look(NAMED, HERE.glob("*.md"))
    return {name: versions for name, versions in found.items() if name in known}


def agree(findings):
    found = seen()
    for name, versions in sorted(found.items()):
        places = "; ".join(f"{version} in {', '.join(sorted(where))}" for version, where in sorted(versions.items()))
        findings.expect(len(versions) == 1, f"{name} has several versions: {places}")
    for name in sorted(BOTH):
        places = {place for where in found.get(name, {}).values() for place in where}
        for way in ("compose/", "PRODUCTION.md" if name.startswith("stalwart") else "k3s/", "README.md"):
            findings.expect(any(place.startswith(way) for place in places), f"{name} isn't named in {way}")

"""check.py WORK DEZKY: all checks of the overlays that were built into WORK, and what is wrong, all at once."""

import os
import pathlib
import subprocess
import sys

import dezky
import network
import pods
import references
import versions
import watching
from objects import Findings, Overlay, listed

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
work, binary = sys.argv[1:3]


def secrets():
    """What secrets.sh gives the cluster, asked of itself: with a kubectl that only writes down."""
    said = subprocess.run([HERE / "scripts.sh", work, "list"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    found = {}
    for line in said.splitlines():
        namespace, name, *keys = line.split()
        found[namespace, name] = set(keys)
    return found


def recovery(running, findings):
    """What a disaster is recovered with must be of the same make as what runs."""
    restored = Overlay("recovery", ROOT / "infrastructure/k3s/recovery/dezky-db.yaml")
    cluster, original = restored.objects[0], running.named("Cluster", "dezky-db", "dezky")
    for field in ("imageName", "storage", "walStorage"):
        findings.expect(cluster["spec"][field] == original["spec"][field], f"recovery: another {field} than dezky-db")
    source = cluster["spec"]["externalClusters"][0]
    findings.expect(source["name"] == cluster["spec"]["bootstrap"]["recovery"]["source"], "recovery: another source")
    parameters = source["plugin"]["parameters"]
    findings.expect(running.named("ObjectStore", parameters["barmanObjectName"], "dezky"), "recovery: no such bucket")
    findings.expect(parameters["serverName"] == original["metadata"]["name"], "recovery: another server's WAL")
    if os.environ.get("CRDS"):
        references.schemas(restored, os.environ["CRDS"], findings)


def main():
    findings = Findings()
    overlays = [Overlay(name, f"{work}/{name}.yaml") for name in ("one-machine", "several")]
    made, names = secrets(), dezky.known(binary)
    images, variables = set(), set()
    for overlay in overlays:
        images |= pods.images(overlay, findings)
        pods.confined(overlay, findings)
        pods.limited(overlay, findings)
        pods.again(overlay, findings)
        pods.several(overlay, findings)
        variables |= pods.settings(overlay, findings)
        references.volumes(overlay, made, findings)
        references.services(overlay, findings)
        references.routes(overlay, findings)
        references.custom(overlay, findings)
        watching.everybody(overlay, findings)
        dezky.variables(overlay, names, findings)
        dezky.loads(overlay, binary, findings)
        dezky.works(overlay, binary, findings)
        count = network.compare(overlay, findings)
        print(f"  {overlay.name}: {len(overlay.objects)} objects, {count} arrows")
        if os.environ.get("CRDS"):
            print(f"  {overlay.name}: {references.schemas(overlay, os.environ['CRDS'], findings)} custom resources by their own schemas")
    recovery(overlays[0], findings)
    references.pages(findings)
    versions.agree(findings)
    # A list that only grows is no list.
    for name, used in (("images.txt", images), ("variables.txt", variables)):
        dead = set(listed(HERE / name)) - used
        findings.expect(not dead, f"{name} has what nobody uses: {sorted(dead)}")
    dezky.units(names, findings)
    dezky.numbers(findings)
    dezky.blueprint(findings)
    for words in findings.wrong:
        print(f"✕ {words}", file=sys.stderr)
    if findings.wrong:
        sys.exit(f"{len(findings.wrong)} of {findings.looked} don't hold")
    print(f"  {findings.looked} expectations hold")


main()

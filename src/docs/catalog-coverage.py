#!/usr/bin/env python3
"""How much of the web's tracking the bundled catalog knows, by the MIT-licensed data of third-party-web.

    npm pack third-party-web && tar xzf third-party-web-*.tgz
    git clone https://github.com/patrickhulce/third-party-web data
    python3 src/docs/catalog-coverage.py package data/data/2025-04-01/observed-domains.json

A pair is one page that asked one host (HTTP Archive, mobile). A host is tracking where third-party-web files its company
under one of TRACKING. It is known where a catalog rule names it; "by path" where the rule also looks at the path, so that
only a part of what the host serves is removed.
"""
import collections
import json
import pathlib
import sys

TRACKING = {"ad", "analytics", "social", "marketing", "customer-success", "tag-manager"}
CATALOG = pathlib.Path(__file__).parent.parent / "main/resources/io/github/hushgate/tracker"


def suffixes(host):
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


def catalog_rules():
    """Host pattern -> (tracker, looks at the path). The host alone wins over the host with a path."""
    rules = {}
    for file in json.loads((CATALOG / "catalog.json").read_text())["files"]:
        for tracker in json.loads((CATALOG / "catalog" / file).read_text())["trackers"]:
            for rule in tracker["rules"]:
                host, slash, _ = rule["match"].partition("/")
                if host != "*" and (host not in rules or not slash):
                    rules[host] = (tracker["id"], bool(slash))
    return rules


def find(host, patterns):
    if host in patterns:
        return host
    return next(("*." + each for each in suffixes(host) if "*." + each in patterns), None)


def main(package, observed):
    entities = json.loads((pathlib.Path(package) / "dist/entities.json").read_text())
    owner = {domain: entity for entity in entities for domain in entity["domains"]}
    rules = catalog_rules()
    by_rule, missed = collections.Counter(), collections.Counter()
    total = known = by_path = 0
    for line in json.loads(pathlib.Path(observed).read_text()):
        host, pairs = line["domain"], int(line["totalOccurrences"])
        pattern = find(host, owner)
        if not pattern or owner[pattern]["category"] not in TRACKING:
            continue
        total += pairs
        rule = find(host, rules)
        if not rule:
            missed[owner[pattern]["name"]] += pairs
            continue
        known += pairs
        by_path += pairs if rules[rule][1] else 0
        by_rule[rule] += pairs
    print(f"{len(rules)} host rules; {total:,} pairs of tracking")
    print(f"known {known / total:.2%}, of these by path {by_path / total:.2%}")
    so_far, marks = 0, [0.80, 0.90, 0.95, 0.98, 0.99]
    for count, (_, pairs) in enumerate(by_rule.most_common(), 1):
        so_far += pairs
        while marks and so_far / total >= marks[0]:
            print(f"{marks.pop(0):.0%} with the first {count} rules")
    print("largest misses: " + ", ".join(f"{name} {pairs / total:.2%}" for name, pairs in missed.most_common(20)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])

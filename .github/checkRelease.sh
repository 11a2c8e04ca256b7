#!/usr/bin/env bash
# Stops a publish that npm or n8n would turn down later, or that could not be taken back.
# Usage: checkRelease.sh <tag>, in a checkout of that tag that knows main
set -euo pipefail

refuse() {
	echo "::error::$1"
	exit 1
}

version=$(node --print 'require("./package.json").version')
if [[ $1 != "$version" ]]; then
	refuse "The tag is $1, but the version in package.json is $version. The tag must be the same, without a v."
fi

placeholders=$(grep --recursive --files-with-matches --no-messages 'repository\.example' package.json README.md credentials || true)
if [[ -n $placeholders ]]; then
	refuse "The placeholder repository.example is still in ${placeholders//$'\n'/, }. See \"Before the first publish\" in CONTRIBUTING.md."
fi

if ! git merge-base --is-ancestor HEAD refs/remotes/origin/main; then
	refuse "The commit that $1 names is not on main. Merge it into main first, then tag it there."
fi

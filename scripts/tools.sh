#!/usr/bin/env bash
# Installs the tools that npm does not have, at pinned versions, into ${PROOFMARK_TOOLS:-~/.cache/proofmark-tools}:
# act (whole workflows without GitHub), actionlint and zizmor (linters of workflows).
# A tool whose maker (Go, Python) is missing is skipped with a loud line; with CI=true that is a failure.
set -euo pipefail

ACT=v0.2.89
ACTIONLINT=v1.7.12
ZIZMOR=1.29.0

tools="${PROOFMARK_TOOLS:-${HOME:-/tmp}/.cache/proofmark-tools}"
mkdir -p "$tools/bin"

missing() {
  echo "!!! SKIPPED: $1" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
}

# The version is in the stamp's name, so that a new pin installs anew.
install_go() { # name, module, version
  local stamp="$tools/.$1-$3"
  if [ -e "$stamp" ] && [ -x "$tools/bin/$1" ]; then return; fi
  if ! command -v go >/dev/null; then
    missing "$1 needs Go, which is not installed"
    return
  fi
  echo "installing $1 $3"
  GOBIN="$tools/bin" go install "$2@$3"
  touch "$stamp"
}

install_go actionlint github.com/rhysd/actionlint/cmd/actionlint "$ACTIONLINT"
install_go act github.com/nektos/act "$ACT"

if [ ! -x "$tools/zizmor-$ZIZMOR/bin/zizmor" ]; then
  if command -v python3 >/dev/null; then
    echo "installing zizmor $ZIZMOR"
    python3 -m venv "$tools/zizmor-$ZIZMOR"
    "$tools/zizmor-$ZIZMOR/bin/pip" install --quiet --disable-pip-version-check "zizmor==$ZIZMOR"
  else
    missing "zizmor needs Python 3, which is not installed"
  fi
fi
if [ -x "$tools/zizmor-$ZIZMOR/bin/zizmor" ]; then
  ln -sf "../zizmor-$ZIZMOR/bin/zizmor" "$tools/bin/zizmor"
fi

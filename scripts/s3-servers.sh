#!/usr/bin/env bash
# Builds two real S3 servers from the Go module proxy, once, into ${PROOFMARK_TOOLS:-~/.cache/proofmark-tools}/bin, for
# the tests with PROOFMARK_TEST_S3=1: versitygw (strict) and MinIO (another word for nearly everything).
# Without Go this is a failure, for who calls this wants them.
set -euo pipefail

VERSITYGW=v1.8.0
MINIO=v0.0.0-20260212201848-7aac2a2c5b7c

tools="${PROOFMARK_TOOLS:-${HOME:-/tmp}/.cache/proofmark-tools}"
mkdir -p "$tools/bin"

# `go install` refuses a module with replacements, so its go.mod becomes ours, but for what is replaced by a folder.
build() { # name, module, version, package
  local stamp="$tools/.$1-$3" scratch
  if [ -e "$stamp" ] && [ -x "$tools/bin/$1" ]; then return; fi
  command -v go >/dev/null || {
    echo "!!! $1 needs Go, which is not installed" >&2
    exit 1
  }
  echo "building $1 $3"
  scratch="$(mktemp -d)"
  (
    cd "$scratch"
    go mod download -json "$2@$3" >module.json
    sed -n 's/^\t"GoMod": "\(.*\)",\{0,1\}$/\1/p' module.json >path
    sed -e 's/^module .*/module scratch/' -e '/=> *\./d' "$(cat path)" >go.mod
    printf '\nrequire %s %s\n' "$2" "$3" >>go.mod
    printf '//go:build tools\n\npackage tools\n\nimport _ "%s"\n' "$4" >tools.go
    CGO_ENABLED=0 go build -mod=mod -trimpath -ldflags '-s -w' -o "$tools/bin/$1" "$4"
  )
  rm -rf "$scratch"
  touch "$stamp"
}

build versitygw github.com/versity/versitygw "$VERSITYGW" github.com/versity/versitygw/cmd/versitygw
build minio github.com/minio/minio "$MINIO" github.com/minio/minio

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run and test: says what is missing on a Debian 12 or 13 machine and installs it. Idempotent, no questions.

oxseal_say() { printf '%s\n' "oxseal: $*" >&2; }

oxseal_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

oxseal_debian() {
  # shellcheck disable=SC1091
  ( . /etc/os-release && printf '%s' "${VERSION_ID:-0}" )
}

oxseal_packages() {
  printf '%s\n' g++ cmake ninja-build ccache pkg-config git ca-certificates \
    qt6-base-dev qt6-base-dev-tools libssl-dev libqpdf-dev libarchive-dev libexpected-dev libsqlcipher-dev \
    qt6-charts-dev qt6-pdf-dev qt6-svg-dev libxlsxwriter-dev fonts-noto-core libqt6svg6 xvfb xauth openssl poppler-utils qpdf zip unzip
  case "$1" in
    12) printf '%s\n' libbotan-2-dev libqt6opengl6-dev mold ;;
    *) printf '%s\n' libbotan-3-dev libminizip-dev mold ;; # minizip: what pkg-config says libxlsxwriter needs there
  esac
}

oxseal_installed() {
  [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = "install ok installed" ]
}

# Debian 12 ships an SQLCipher that is too old; its backports suite has the right one. The mirror is the one apt uses.
oxseal_enable_backports() {
  local list=/etc/apt/sources.list.d/oxseal-backports.sources uri signed keyring
  if apt-get indextargets --format '$(RELEASE)' 2>/dev/null | grep -q '^bookworm-backports'; then return 0; fi
  uri=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 2>/dev/null | awk '$1=="bookworm"{print $2; exit}')
  if [ -z "$uri" ]; then
    oxseal_say "cannot find the mirror that apt uses for bookworm; add the suite bookworm-backports by hand and run this again"
    return 1
  fi
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  signed=""
  [ -f "$keyring" ] && signed="Signed-By: $keyring"
  oxseal_say "enabling the suite bookworm-backports of the mirror apt already uses"
  printf 'Types: deb\nURIs: %s\nSuites: bookworm-backports\nComponents: main\n%s\n' "$uri" "$signed" |
    oxseal_root tee "$list" >/dev/null
}

oxseal_setup() {
  local release missing=() package backports=()
  release=$(oxseal_debian)
  case "$release" in
    12|13) ;;
    *) oxseal_say "this script knows Debian 12 and 13; this is ${release}. Trying the names of Debian 13." ;;
  esac
  for package in $(oxseal_packages "$release"); do
    oxseal_installed "$package" || missing+=("$package")
  done
  if [ "$release" = 12 ] && ! pkg-config --atleast-version=3.46 sqlcipher 2>/dev/null; then
    backports=(libsqlcipher-dev)
  fi
  if [ "${#missing[@]}" -eq 0 ] && [ "${#backports[@]}" -eq 0 ]; then return 0; fi
  oxseal_say "installing: ${missing[*]} ${backports[*]}"
  [ "${#backports[@]}" -eq 0 ] || oxseal_enable_backports || return 1
  export DEBIAN_FRONTEND=noninteractive
  oxseal_root apt-get update -qq || { oxseal_say "apt-get update failed: check the network and the mirror"; return 1; }
  if [ "${#backports[@]}" -gt 0 ]; then
    oxseal_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -t bookworm-backports "${backports[@]}" >&2 || return 1
  fi
  if [ "${#missing[@]}" -gt 0 ]; then
    oxseal_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${missing[@]}" >&2 || return 1
  fi
}

# oxseal_build PRESET [TARGET…]
oxseal_build() {
  local preset=$1
  shift
  cmake --preset "$preset" -DOXSEAL_WERROR="${OXSEAL_WERROR:-OFF}" >&2
  if [ $# -gt 0 ]; then
    cmake --build --preset "$preset" --target "$@" -- -j"$(nproc)" >&2
  else
    cmake --build --preset "$preset" -- -j"$(nproc)" >&2
  fi
}

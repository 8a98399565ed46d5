#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Make this folder ready: `setup.sh run` for a hall, `setup.sh dev` for work on Antrean.
#
# It creates .venv, installs the pinned dependencies, and the system libraries that are missing on a bare
# Debian or Ubuntu: through apt as root or with sudo that asks nothing, else it prints the line to type.
# A second run finds everything there, downloads nothing and says nothing.
set -eu
cd "$(dirname "$0")/.."

goal=${1:-run}
case $goal in
run | dev) ;;
*)
    echo "Usage: deploy/setup.sh [run|dev]" >&2
    exit 2
    ;;
esac

# What PySide6 links against and its wheels do not carry: widgets on X11 or Wayland, sound, pictures.
libraries="
    libgl1 libegl1 libdrm2 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libgssapi-krb5-2
    libbrotli1 libbz2-1.0 libzstd1 zlib1g libpulse0 libwayland-client0 libwayland-cursor0 libwayland-egl1
    libxkbcommon0 libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxext6 libxrandr2
    libxcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxcb-xfixes0 libxcb-xkb1
"
printing="libusb-1.0-0"                  # receipt printers on USB
testing="
    xvfb xauth xdotool x11-utils x11-xserver-utils x11-xkb-utils xserver-xorg-core xserver-xorg-video-dummy systemd
    pulseaudio pulseaudio-utils ffmpeg postgresql openssl iproute2 chromium
" # a screen without a screen, for the tests that start the program; what judges the files of a kiosk machine; a server, a cable to it, a browser

say() { echo "setup: $*"; }

fail() {
    echo "setup: $*" >&2
    exit 1
}

# --- the system --------------------------------------------------------------------------------

is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

# Those of the named packages that are not installed. Newer releases call some of them …t64.
not_installed() {
    local installed name
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    installed=" ${installed//$'\n'/ } "
    for name in "$@"; do
        case $installed in
        *" $name "* | *" ${name}t64 "*) ;;
        *) echo "$name" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo --non-interactive true 2>/dev/null; }
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

apt_is_fresh=no
apt_install() {
    local log status=0
    log=$(mktemp)
    [ $apt_is_fresh = yes ] || apt_get update >"$log" 2>&1 || true # what is on the disk may do
    apt_is_fresh=yes
    apt_get install --yes --no-install-recommends "$@" >>"$log" 2>&1 || status=$?
    [ $status = 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    return $status
}

# Install packages or say how to; true when they are there afterwards.
provide() {
    if may_be_root; then
        say "installing with apt: $*"
        apt_install "$@" && return 0
        say "apt could not install them. When it can, type:"
    else
        say "these packages are missing, and installing them needs an administrator. Type:"
    fi
    say "    sudo apt-get install --no-install-recommends $*"
    return 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
}

has_environment() { [ -x .venv/bin/python ] && is_new_enough .venv/bin/python; }

# What apt should bring so that .venv can be made.
python_packages() {
    local python
    python=$(find_python)
    if has_environment; then
        return
    elif [ -z "$python" ] && ! command -v python3 >/dev/null; then
        echo python3 python3-venv
    elif [ -z "$python" ]; then # Ubuntu 22.04 keeps a newer Python beside its 3.10
        echo python3.11 python3.11-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}

system_is_complete=yes
if is_debian; then
    wanted="$libraries $printing"
    [ "$goal" = run ] || wanted="$wanted $testing"
    # shellcheck disable=SC2086 # words are meant
    missing="$(not_installed $wanted | tr '\n' ' ')$(python_packages)"
    # shellcheck disable=SC2086
    [ -z "$missing" ] || provide $missing || system_is_complete=no
else
    system_is_complete=unknown
fi

# --- Python ------------------------------------------------------------------------------------

if ! has_environment; then
    if is_debian && [ -z "$(find_python)" ] && [ $system_is_complete = yes ]; then
        # shellcheck disable=SC2046 # the python3 that came is an old one
        provide $(python_packages) || true
    fi
    python=$(find_python)
    [ -n "$python" ] || fail "Antrean needs Python 3.11 or newer, and none was found here."
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$("$python" --version) here cannot make environments: its modules venv and ensurepip are missing."
    say "creating .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv || fail "the Python environment could not be made in .venv."
fi

# --- dependencies ------------------------------------------------------------------------------

# .venv/antrean-installed holds the hashes of the lock files that were installed, run.txt first.
stamp=.venv/antrean-installed
hash_of() { sha256sum "requirements/$1.txt" | cut -d ' ' -f 1; }
run_hash=$(hash_of run)
dev_hash=$(hash_of dev)
installed_run=
installed_dev=
[ ! -f $stamp ] || read -r installed_run installed_dev <$stamp || true

if [ "$installed_run" != "$run_hash" ] || { [ "$goal" = dev ] && [ "$installed_dev" != "$dev_hash" ]; }; then
    say "installing the pinned dependencies of requirements/$goal.txt; the first time takes some minutes"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null ||
        fail "the environment in .venv has no pip; remove .venv and try again."
    rm -f $stamp
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes \
        --requirement "requirements/$goal.txt" || fail "the dependencies could not be installed."
    if [ "$goal" = dev ]; then echo "$run_hash $dev_hash" >$stamp; else echo "$run_hash -" >$stamp; fi
    say "ready"
fi

# --- can it go on without what could not be installed? -----------------------------------------

if [ $system_is_complete != yes ]; then
    QT_LOGGING_RULES="qt.multimedia.*=false" .venv/bin/python - "$goal" <<'PYTHON' || fail "Antrean cannot start without the missing libraries."
import ctypes
import sys

try:
    from PySide6 import QtMultimedia, QtSvg, QtWidgets  # noqa: F401
    if sys.argv[1] == "run":
        from PySide6.QtCore import QLibraryInfo
        plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
        ctypes.CDLL(f"{plugins}/platforms/libqxcb.so")
except (ImportError, OSError) as problem:
    sys.exit(f"setup: {problem}")
PYTHON
    [ $system_is_complete = unknown ] || say "going on without them"
fi

#!/usr/bin/env bash
# For `npm run test:electron` with an Electron that runs under Wine: there, a program that as much as looks at
# `process.stderr` hangs when that is a pipe, and Playwright reads pipes. So Electron writes into a file, and we read it out.
#
#     WINE_ELECTRON=…/electron ELECTRON_EXEC_PATH=test/tools/electron-under-wine.sh npm run test:electron
set -euo pipefail
said=$(mktemp)
tail --pid=$$ -n +1 -f "$said" >&2 &
rm_later() { rm -f "$said"; }
trap rm_later EXIT
"$WINE_ELECTRON" "$@" >"$said" 2>&1 </dev/null

#!/bin/sh
# embed.sh NAME FILE - FILE as a C string constant called NAME, on stdout.
set -eu
printf '/* made from %s */\nextern const char %s[];\nconst char %s[] =\n' "$2" "$1" "$1"
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/    "/' -e 's/$/\\n"/' "$2"
echo '    ;'

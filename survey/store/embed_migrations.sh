#!/bin/sh
# embed_migrations.sh FOLDER - the numbered SQL files of FOLDER as an array of C strings that ends with NULL, on stdout.
set -eu
echo '/* made from the files of survey/store/migrations */'
echo 'extern const char *const migrations[];'
echo 'const char *const migrations[] = {'
for file in "$1"/[0-9]*.sql; do
    [ -e "$file" ] || continue
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/    "/' -e 's/$/\\n"/' "$file"
    echo '    ,'
done
echo '    0,'
echo '};'

# Each folder's README says of every file what its one idea is, and names no file that is gone.
--- run
cd "$ROOT" || exit
for folder in sampling cli $(ls -d survey/*/ scoring/*/ importers/*/ reports/*/ cli/*/ | sed "s,/$,,; /migrations/d"); do
    for file in "$folder"/*.[ch]; do
        stem=$(basename "${file%.*}")
        grep -q "\`$stem\(\.h\)\{0,1\}\`" "$folder/README.md" || echo "$file is not in $folder/README.md"
    done
    sed -n 's/^| \([^|]*\) |.*/\1/p' "$folder/README.md" | grep -o '`[a-z_]*`' | tr -d '`' | while read -r stem; do
        [ -f "$folder/$stem.c" ] || [ -f "$folder/$stem.h" ] || echo "$folder/README.md has $stem, which is gone"
    done
    [ "$(wc -l <"$folder/README.md")" -le 40 ] || echo "$folder/README.md is more than a screen"
done
--- stdout
--- stderr
--- status 0

# docs/settings.md lists every setting with its default, and no other.
--- run
sed -n 's/^ *\[S_[A-Z_]*\] = {"\([a-z_]*\)".*/\1/p' "$ROOT/survey/round/tables.c" | sort >ours
sed -n 's/^| `\([a-z_]*\)` |.*/\1/p' "$ROOT/docs/settings.md" | sort >documented
diff ours documented && [ -s ours ] && echo 'the same'
sed -n 's/^ *\[S_[A-Z_]*\] = {"\([a-z_]*\)", K_[A-Z_]*, \(NULL\|"[^"]*"\), "\([^"][^"]*\)".*/\1 \3/p' "$ROOT/survey/round/tables.c" >ours
sed -n 's/^| `\([a-z_]*\)` |[^|]*|[^|]*| `\([^`]*\)` |.*/\1 \2/p' "$ROOT/docs/settings.md" >documented
diff ours documented && [ -s ours ] && echo 'the same defaults'
--- stdout
the same
the same defaults
--- stderr
--- status 0

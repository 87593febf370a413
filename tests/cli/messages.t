# Every message of the sources is translated, none is in doubt, and their formats agree.
--- run
cd "$ROOT" || exit
xgettext --from-code=UTF-8 -k_ -kN_ -o "$OLDPWD/dtxhh.pot" $(find survey sampling scoring importers reports cli -name "*.[ch]" | sort)
cd "$OLDPWD" || exit
msgmerge --quiet --no-fuzzy-matching -o now.po "$ROOT/po/vi.po" dtxhh.pot
msgattrib --untranslated --no-wrap now.po | sed '1,/^$/d' | grep '^msgid'
msgattrib --only-fuzzy --no-wrap "$ROOT/po/vi.po" | grep '^msgid'
msgfmt --check -o /dev/null "$ROOT/po/vi.po"
--- stdout
--- stderr
--- status 0

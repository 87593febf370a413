# An honest round holds under every rule of rounding, with and without a survey, also where a criterion of the first level is a leaf
# (SIPAS in so-huyen-2024): its points are rounded as a field, its component is added up before that.
--- run
sh "$ROOT/examples/run.sh" so-huyen-2024 so >/dev/null
cp -r "$ROOT/examples/so-huyen-2024/definition" d && cp d/round.csv round.csv
for survey in here none; do for rule in once:total parts:component parts:field parts:leaf truncate:total truncate:component truncate:field truncate:leaf; do
    grep -v '^rounding\|^round_at\|^survey\|^decimals' round.csv >d/round.csv; printf 'survey,%s,thử\nrounding,%s,thử\nround_at,%s,thử\ndecimals,0,thử\n' $survey ${rule%:*} ${rule#*:} >>d/round.csv
    cp so/so-huyen-2024.dtxhh r.dtxhh; dtxhh define r.dtxhh --definition d --as a --reason thử --quiet >/dev/null 2>err || { cat err; continue; }
    dtxhh weigh r.dtxhh --as a --quiet 2>/dev/null; dtxhh score r.dtxhh --as a --quiet 2>/dev/null || echo 'not scored'
    echo "$survey $rule:$(dtxhh-verify --csv r.dtxhh | awk -F, '$1 == "fails" { printf " %s", $2 }')"
done; done
--- stdout
here once:total:
here parts:component:
here parts:field:
here parts:leaf:
here truncate:total:
here truncate:component:
here truncate:field:
here truncate:leaf:
none once:total:
none parts:component:
none parts:field:
none parts:leaf:
none truncate:total:
none truncate:component:
none truncate:field:
none truncate:leaf:
--- stderr
line 9 of the log, hash <checked>
--- status 0

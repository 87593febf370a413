# Rivest's published vectors (tests/data/vectors/sampler.csv): first tickets, to the digits
# that are printed there, and orders.
--- run
checked=0
while IFS=, read -r kind seed id expected; do
    case $kind in
    first)
        is=$(dtxhh ticket --seed "$seed" -- "$id" | cut -d, -f1)
        case $is in "$expected"*) ;; *) echo "$seed $id: $is is not $expected" ;; esac
        ;;
    order)
        case $id in
        *..*)
            first=${id%%..*} last=${id##*..} prefix=$(echo "$id" | sed 's/[0-9]*\.\..*//')
            ids=$(seq -f "$prefix%.0f" "${first#"$prefix"}" "${last#"$prefix"}")
            ;;
        *) ids=$id ;;
        esac
        # shellcheck disable=SC2086
        is=$(dtxhh ticket --seed "$seed" -- $ids | LC_ALL=C sort | cut -d, -f2 | tr '\n' ' ')
        case $is in "$expected "*) ;; *) echo "$seed $id: $is is not $expected" ;; esac
        ;;
    *) continue ;;
    esac
    checked=$((checked + 1))
done <"$DATA/vectors/sampler.csv"
echo "$checked vectors"
--- stdout
11 vectors
--- stderr
--- status 0

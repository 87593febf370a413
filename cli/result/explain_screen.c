#include "cli/result/explain_screen.h"

#include <string.h>

#include "scoring/points/trace.h"
#include "scoring/points/tree.h"
#include "survey/base/message.h"

const char *screen_part(int which)
{
    static const char *const names[N_PARTS] = {[PART_APPRAISED] = N_("appraised points"),
                                               [PART_SURVEY] = N_("survey"),
                                               [PART_SIPAS] = "SIPAS",
                                               [PART_SOCIO] = N_("socio-economic figures"),
                                               [PART_BONUS] = N_("bonus, malus")};
    return _(names[which]);
}

const char *screen_stage(const char *code)
{
    return !strcmp(code, "survey") ? screen_part(PART_SURVEY) : stage_shown(code);
}

const char *screen_rounded(struct screen *s, const struct fact *before)
{
    static const char *const places[] = {[ROUND_TOTAL] = N_("%s rounded to %d decimals = %s"),
                                         [ROUND_COMPONENT] = N_("%s rounded to %d decimals as a component = %s"),
                                         [ROUND_FIELD] = N_("%s rounded to %d decimals as a field = %s"),
                                         [ROUND_LEAF] = N_("%s rounded to %d decimals as a leaf = %s")},
                             *const cut[] = {[ROUND_TOTAL] = N_("%s cut to %d decimals = %s"),
                                             [ROUND_COMPONENT] = N_("%s cut to %d decimals as a component = %s"),
                                             [ROUND_FIELD] = N_("%s cut to %d decimals as a field = %s"),
                                             [ROUND_LEAF] = N_("%s cut to %d decimals as a leaf = %s")};
    const struct rules *rules = &s->facts->d->rules;
    enum rounding_at at = before->criterion ? trace_rounding(s->facts->d, before->criterion) : ROUND_COMPONENT;
    return prose_say(&s->prose, _(rules->truncate ? cut[at] : places[at]), prose_exact(&s->prose, before->points),
                     (int)before->n, prose_fixed(&s->prose, rules_round(rules, before->points), (int)before->n));
}

void screen_rescaled(struct screen *s, const struct fact *f, size_t indent, decimal points, const char *extra)
{
    struct prose *p = &s->prose;
    prose_line(p, indent, HANG,
               prose_say(p,
                         s->facts->d->rules.truncate
                             ? _("on a maximum of 100: %s / %s × 100%s, cut to %d decimals = %s")
                             : _("on a maximum of 100: %s / %s × 100%s, rounded to %d decimals = %s"),
                         prose_exact(p, points), prose_exact(p, f->max), extra, (int)f->n, prose_exact(p, f->points)));
}

#include "survey/custody/days.h"

#include <stdio.h>
#include <string.h>

#include "survey/base/clock.h"
#include "survey/base/message.h"
#include "survey/round/frame.h"
#include "survey/store/log.h"
#include "survey/store/rows.h"

#define DAYS_AFTER  1
#define DAYS_BEFORE 366

/* The day of the first freeze. */
static bool read_frozen(struct days *days, struct store *store, struct error *err)
{
    size_t n;
    struct freeze *freezes = frame_freezes(store, &n, err);
    struct log_line line;
    bool ok = freezes && (n == 0 || log_line_read(store, freezes[0].run, &line, err));
    if (ok && n) {
        snprintf(days->frozen, sizeof days->frozen, "%.10s", line.time);
        log_line_release(&line);
    }
    if (freezes)
        rows_free(freezes, n, &freeze_row);
    return ok;
}

bool days_read(struct days *days, struct store *store, struct error *err)
{
    char now[CLOCK_TEXT];
    bool fixed;
    *days = (struct days){0};
    if (!clock_now(now, &fixed, err))
        return false;
    snprintf(days->today, sizeof days->today, "%.10s", now);
    return read_frozen(days, store, err);
}

void days_check(const struct days *days, const char *day, const char *what, struct issues *issues, struct place place)
{
    if (!*day)
        return;
    if (date_days(days->today, day) > DAYS_AFTER)
        issues_add(issues, WARNING, "W458", place, _("%s is dated %s, and today is %s"), what, day, days->today);
    else if (*days->frozen && date_days(day, days->frozen) > DAYS_BEFORE)
        issues_add(issues, WARNING, "W458", place, _("%s is dated %s, and the frame was frozen on %s"), what, day,
                   days->frozen);
}

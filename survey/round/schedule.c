#include "survey/round/schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/text.h"

#define NEAR 7 /* days before its day in which a task counts as due */

const char *const task_state_names[N_TASK_STATES] = {
    [TASK_DONE] = "done", [TASK_LATE] = "late", [TASK_PASSED] = "passed", [TASK_DUE] = "due", [TASK_OPEN] = "open"};

/* When each step was done, the time of its run; no row or NULL where it was not. */
static const char *const sql_done[N_STEPS] = {
    [STEP_FREEZE] = "SELECT max(time) FROM log WHERE verb = 'frame freeze'",
    [STEP_DRAW] = "SELECT max(time) FROM log WHERE verb = 'draw'",
    [STEP_ISSUE] = "SELECT max(time) FROM log WHERE verb = 'issue'",
    [STEP_COLLECT] = "SELECT max(time) FROM log WHERE verb = 'import' AND NOT EXISTS"
                     " (SELECT 1 FROM ballot_now WHERE awaited)",
    [STEP_SELF] = "SELECT max(time) FROM log WHERE number IN (SELECT run FROM points_now WHERE stage = 'self')"
                  " AND NOT EXISTS (SELECT 1 FROM appraisal WHERE method = 'TD' AND self IS NULL)",
    [STEP_FIRST] = "SELECT max(time) FROM log WHERE number IN (SELECT run FROM points_now WHERE stage = 'first')"
                   " AND NOT EXISTS (SELECT 1 FROM appraisal WHERE method = 'TD' AND counts IS NULL)",
    [STEP_EXPLANATION] = "SELECT max(time) FROM log WHERE number IN (SELECT run FROM points_now WHERE stage = "
                         "'explanation')",
    [STEP_SECOND] = "SELECT max(time) FROM log WHERE number IN (SELECT run FROM points_now WHERE stage = 'second')"
                    " AND NOT EXISTS (SELECT 1 FROM appraisal WHERE explanation IS NOT NULL AND second IS NULL)",
    [STEP_SCORE] = "SELECT max(time) FROM log WHERE verb = 'score'",
};

enum task_step task_step_of(const char *text)
{
    /* Both words, the first rule that fits; a rule without a step says that the log knows nothing of it. */
    static const struct {
        const char *word, *and;
        enum task_step step;
    } rules[] = {{"giam sat", "", STEP_NONE},
                 {"phuc tra", "", STEP_NONE},
                 {"giai trinh", "", STEP_EXPLANATION},
                 {"tham dinh", "lan 2", STEP_SECOND},
                 {"tham dinh", "lan hai", STEP_SECOND},
                 {"tham dinh", "lan 1", STEP_FIRST},
                 {"tham dinh", "lan mot", STEP_FIRST},
                 {"tu danh gia", "", STEP_SELF},
                 {"tu cham", "", STEP_SELF},
                 {"danh sach", "khoa", STEP_FREEZE},
                 {"danh sach", "chot", STEP_FREEZE},
                 {"danh sach", "ma bam", STEP_FREEZE},
                 {"chon mau", "", STEP_DRAW},
                 {"rut mau", "", STEP_DRAW},
                 {"phat phieu", "", STEP_ISSUE},
                 {"thu phieu", "", STEP_COLLECT},
                 {"nhap phieu", "", STEP_COLLECT},
                 {"tinh diem", "", STEP_SCORE},
                 {"xep hang", "", STEP_SCORE}};
    char *plain = text_plain(text);
    enum task_step step = STEP_NONE;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strstr(plain, rules[i].word) && strstr(plain, rules[i].and)) {
            step = rules[i].step;
            break;
        }
    free(plain);
    return step;
}

static const char *cell(const struct definition *d, size_t row, const char *name)
{
    return d->tables[T_TASKS].rows[row].cells[table_column(T_TASKS, name)];
}

/* The row whose seq is AFTER of ROW; NONE. */
static size_t row_before(const struct definition *d, size_t row)
{
    const char *after = cell(d, row, "after");
    for (size_t i = 0; *after && i < d->tables[T_TASKS].n_rows; i++)
        if (!strcmp(cell(d, i, "seq"), after))
            return i;
    return NONE;
}

/* The day ROW is due; STEPS guards against tasks that wait for one another. */
static void due_of(const struct definition *d, size_t row, size_t steps, char out[11])
{
    const char *due = cell(d, row, "due"), *days = cell(d, row, "days"), *start = cell(d, row, "start");
    size_t before = row_before(d, row);
    out[0] = '\0';
    if (*due) {
        snprintf(out, 11, "%s", due);
    } else if (*days && before != NONE && steps) {
        char first[11];
        due_of(d, before, steps - 1, first);
        if (*first)
            date_add(first, strtoll(days, NULL, 10), out);
    } else if (*days && *start) {
        date_add(start, strtoll(days, NULL, 10), out);
    }
}

struct task *schedule_dates(const struct definition *d, size_t *n)
{
    *n = d->tables[T_TASKS].n_rows;
    struct task *tasks = xcalloc(*n + 1, sizeof *tasks);
    for (size_t i = 0; i < *n; i++) {
        struct task *t = &tasks[i];
        *t = (struct task){.seq = cell(d, i, "seq"),
                           .text = cell(d, i, "task"),
                           .product = cell(d, i, "product"),
                           .lead = cell(d, i, "lead"),
                           .state = TASK_OPEN};
        snprintf(t->start, sizeof t->start, "%s", cell(d, i, "start"));
        due_of(d, i, *n, t->due);
        t->step = task_step_of(t->text);
    }
    return tasks;
}

struct task *schedule_read(const struct definition *d, struct store *store, const char *today, size_t *n,
                           struct error *err)
{
    struct task *tasks = schedule_dates(d, n);
    char near[11];
    date_add(today, NEAR, near);
    for (size_t i = 0; i < *n; i++) {
        struct task *t = &tasks[i];
        struct query *q = t->step ? query_new(store, sql_done[t->step]) : NULL;
        if (q && query_next(q))
            snprintf(t->done, sizeof t->done, "%.10s", query_get_str(q, 0));
        if (!query_end(q, err)) {
            free(tasks);
            return NULL;
        }
        if (*t->done)
            t->state = TASK_DONE;
        else if (*t->due && strcmp(t->due, today) < 0)
            t->state = t->step ? TASK_LATE : TASK_PASSED;
        else if (*t->due && strcmp(t->due, near) <= 0)
            t->state = TASK_DUE;
        const char *until = t->state == TASK_DONE ? t->done : t->state == TASK_LATE ? today : "";
        if (*t->due && strcmp(t->due, until) < 0)
            t->late = date_days(t->due, until);
    }
    return tasks;
}

void schedule_due(const struct definition *d, enum task_step step, char out[11])
{
    size_t n;
    struct task *tasks = schedule_dates(d, &n);
    out[0] = '\0';
    for (size_t i = 0; i < n && !*out; i++)
        if (tasks[i].step == step)
            memcpy(out, tasks[i].due, 11);
    free(tasks);
}

void schedule_check(const struct definition *d, struct issues *issues)
{
    const struct raw_table *table = &d->tables[T_TASKS];
    size_t column = table_column(T_TASKS, "after");
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *start = cell(d, i, "start"), *due = cell(d, i, "due");
        if (*start && *due && strcmp(start, due) > 0)
            issues_add(issues, FAULT, "F223",
                       (struct place){table->file ? table->file : table_specs[T_TASKS].name, table->sheet,
                                      table->rows[i].line, table->at[table_column(T_TASKS, "start")]},
                       _("task %s starts on %s, after its day, %s"), cell(d, i, "seq"), start, due);
        if (!*cell(d, i, "after"))
            continue;
        struct place place = {table->file ? table->file : table_specs[T_TASKS].name, table->sheet, table->rows[i].line,
                              table->at[column]};
        size_t steps = 0, row = i;
        while (row != NONE && steps <= table->n_rows) {
            row = row_before(d, row);
            steps++;
        }
        if (row_before(d, i) == NONE)
            issues_add(issues, FAULT, "F207", place, _("column \"%s\" has \"%s\", which is not in table %s"), "after",
                       cell(d, i, "after"), "tasks");
        else if (steps > table->n_rows)
            issues_add(issues, FAULT, "F223", place, _("task %s comes after itself"), cell(d, i, "seq"));
    }
}

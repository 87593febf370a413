#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/collect/import_faults.h"
#include "cli/terminal/command.h"
#include "cli/terminal/screen.h"
#include "cli/terminal/table.h"
#include "cli/terminal/waivers.h"
#include "cli/verbs.h"
#include "importers/ballots/ballots.h"
#include "importers/ballots/suggest.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"

static const struct verb_option options[] = {
    {"type", 0, "T", 0, N_("every ballot in the files must be of this type")},
    {"channel", 0, "paper|online|direct", OPTION_CHOICE,
     N_("paper, online or direct, where the file has no such column (default: paper)")},
    {"keyer", 0, "NAME", 0, N_("who keyed, where the file has no such column")},
    {"pass", 0, "1|2|3", 0, N_("first or second keying, or 3: the cells in which they differ (default: 1)")},
    {"map", 0, "FILE", OPTION_PATH, N_("what the columns of a form's export mean")},
    {"twice", 0, "RULE", 0,
     N_("which counts of a ballot that a form sent twice: last, first or fault; also channel=RULE,… (default: fault)")},
    {"make-map", 0, "MAP.csv", OPTION_PATH | OPTION_WRITES,
     N_("write a map of the one FILE, for you to correct; nothing is imported")},
    {"faults", 0, "OUT.xlsx", OPTION_PATH | OPTION_WRITES,
     N_("write the files with each bad cell marked, to be sent back")},
    {"encoding", 0, "NAME", 0, N_("of text files: UTF-8, UTF-16LE, UTF-16BE, windows-1258, TCVN3 or VNI")},
    {"correct", 0, NULL, 0,
     N_("ballots that are in the round with other answers are corrected, with --reason; else each is a fault")},
    OPTION_ACCEPT,
    {0},
};

static const struct table_column columns[] = {
    {"files", N_("Files"), true},   {"rows", N_("Rows"), true},          {"entries", N_("Entries"), true},
    {"events", N_("Events"), true}, {"encoding", N_("Encoding"), false}, {"layout", N_("Rows are"), false},
};

/* --- options ---------------------------------------------------------------------------- */

#define MARKED 60000 /* faults and warnings in the workbook of --faults: 2 KB of memory each */

static bool read_options(const struct arguments *args, struct ballot_options *o, struct waivers *a, struct error *err)
{
    long pass;
    const char *channel = argument_value(args, "channel");
    *o = (struct ballot_options){.type = argument_value(args, "type"),
                                 .keyer = argument_value(args, "keyer"),
                                 .map = argument_value(args, "map"),
                                 .encoding = argument_value(args, "encoding")};
    if (!argument_count(args, "pass", 1, 3, 1, &pass, err) || !waivers_read(args, a, err))
        return false;
    o->correct = argument_given(args, "correct");
    if (o->correct && !argument_given(args, "reason"))
        return error_set(err, E_USAGE, _("--correct needs --reason: why what stood there was wrong"));
    o->pass = (int)pass;
    o->accept = a->codes;
    o->n_accept = a->n;
    o->channel = channel_find(channel ? channel : "");
    if (argument_given(args, "twice") && !twice_parse(&o->twice, argument_value(args, "twice")))
        return error_set(err, E_USAGE,
                         _("--twice has \"%s\"; expected last, first or fault, or online=last,direct=first"),
                         argument_value(args, "twice"));
    if (argument_given(args, "make-map") && (o->map || argument_n_words(args) != 2))
        return error_set(err, E_USAGE, _("--make-map takes one FILE and no --map"));
    return true;
}

/* --- progress: at a terminal, once a second has gone by ---------------------------------------- */

struct import_progress {
    struct timespec start, last;
};

static double seconds_between(const struct timespec *a, const struct timespec *b)
{
    return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_nsec - a->tv_nsec) / 1e9;
}

static void say_progress(void *data, const char *file, size_t rows)
{
    struct import_progress *p = data;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_between(&p->start, &now) < 1 || seconds_between(&p->last, &now) < 0.2)
        return;
    p->last = now;
    screen_progress(_("%s: %zu rows read"), file, rows);
}

static void begin_progress(const struct arguments *args, struct import_progress *p, struct ballot_options *o)
{
    *p = (struct import_progress){0};
    clock_gettime(CLOCK_MONOTONIC, &p->start);
    if (!screen_has_progress() || argument_given(args, "quiet"))
        return;
    o->progress = say_progress;
    o->progress_data = p;
}

/* --- the verb ------------------------------------------------------------------------------------ */

static bool make_map(struct call *call, const struct ballot_options *o, struct error *err)
{
    struct suggested_map r;
    const char *path = argument_value(call->args, "make-map");
    if (!map_suggest(call->store, argument_word(call->args, 1), o->encoding, path, argument_given(call->args, "force"),
                     &r, call->issues, err))
        return false;
    command_note(
        call->args,
        _("\"%s\": %zu columns, %zu of them questions; look at it, %zu of its rows are guesses and %zu must be "
          "filled in, then import with --map"),
        path, r.columns, r.questions, r.guessed, r.open);
    return true;
}

static void print_result(const struct arguments *args, const struct ballot_import *result)
{
    struct table *table = table_new(args, columns, sizeof columns / sizeof *columns);
    table_count(table, (int64_t)result->files);
    table_count(table, (int64_t)result->rows);
    table_count(table, (int64_t)result->entries);
    table_count(table, (int64_t)result->events);
    table_text(table, result->encodings);
    table_text(table, result->layouts);
    table_close(table);
}

static bool run(struct call *call, struct error *err)
{
    struct ballot_options o;
    struct waivers accepted = {0};
    struct ballot_import result = {0};
    struct import_progress progress;
    const char *faults = argument_value(call->args, "faults"), *const *files = argument_words(call->args, 1);
    size_t n_files = argument_n_words(call->args) - 1;
    bool maps = argument_given(call->args, "make-map");
    if (!read_options(call->args, &o, &accepted, err) || (faults && !command_may_write(call->args, faults, err)) ||
        !command_open(call, maps ? STORE_READ : STORE_WRITE, err))
        return false;
    if (faults)
        issues_keep(call->issues, MARKED);
    if (maps)
        return make_map(call, &o, err);
    begin_progress(call->args, &progress, &o);
    bool ok = ballots_import(call->store, files, n_files, &o, &call->actor, &result, call->issues, err);
    screen_progress_end();
    if (ok && command_prints(call))
        print_result(call->args, &result);
    if (ok && result.not_keyed)
        command_note(call->args, _("rows of entry workbooks that are not keyed yet: %zu"), result.not_keyed);
    if (faults && err->code == E_NONE)
        ok = import_faults(call->args, faults, files, n_files, o.encoding, call->issues, err) && ok;
    return ok;
}

const struct verb verb_import = {
    .name = "import",
    .summary = N_("read keyed and online ballots"),
    .takes = "ROUND FILE...",
    .flags = VERB_CHANGES | VERB_TABLE | VERB_WRITES,
    .options = options,
    .run = run,
};

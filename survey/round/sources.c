#include "survey/round/sources.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/output.h"

static const char sql_known[] = "SELECT file, run FROM source WHERE sha256 = :sha256"
                                " AND run NOT IN (SELECT withdraws FROM withdrawal WHERE serial = 0)";
static const char sql_notes[] = "SELECT DISTINCT note FROM source WHERE note IS NOT NULL AND note <> '' ORDER BY note";
/* Files of offices have numbers of their own, above those. */
static const char sql_last[] = "SELECT max(source) FROM source WHERE source < 1099511627776";

bool source_check(struct store *store, struct new_source *sources, size_t i, struct issues *issues, struct error *err)
{
    struct new_source *source = &sources[i];
    struct place place = {source->path, NULL, 0, 0};
    if (!hash_file(source->path, source->sha256, err))
        return false;
    for (size_t k = 0; k < i; k++)
        if (!strcmp(sources[k].sha256, source->sha256))
            issues_add(issues, FAULT, "F420", place, _("the file is the same as \"%s\""), sources[k].path);
    struct query *q = query_new(store, sql_known);
    query_text(q, ":sha256", source->sha256);
    if (query_next(q))
        issues_add(issues, FAULT, "F420", place,
                   _("this file was imported already, as \"%s\" in run %" PRId64 "; nothing to do"),
                   query_get_str(q, 0), query_get_int(q, 1));
    return query_end(q, err);
}

struct new_source *sources_add(struct sources *sources, struct store *store, const struct new_source *file,
                               const char *sheet)
{
    if (sources->n == 0)
        sources->last = store_number(store, sql_last, 0);
    sources->source = grow(sources->source, &sources->room, sources->n + 1, sizeof *sources->source);
    struct new_source *source = &sources->source[sources->n++];
    *source = *file;
    source->sheet = sheet ? xstrdup(sheet) : NULL;
    source->number = sources->last + (int64_t)sources->n;
    return source;
}

void sources_option(struct sources *sources, const char *option, const char *value)
{
    assert(sources->n_options < MOST_IMPORT_OPTIONS);
    if (!value)
        return;
    sources->options[sources->n_options].option = option;
    sources->options[sources->n_options++].value = xstrdup(value);
}

const struct new_source *sources_find(const struct sources *sources, int64_t number)
{
    int64_t place = number - sources->last - 1;
    return place >= 0 && place < (int64_t)sources->n ? &sources->source[place] : NULL;
}

void sources_release(struct sources *sources)
{
    for (size_t i = 0; i < sources->n; i++)
        free(sources->source[i].sheet);
    for (size_t i = 0; i < sources->n_options; i++)
        free(sources->options[i].value);
    free(sources->source);
    *sources = (struct sources){0};
}

struct query *source_notes(struct store *store)
{
    return query_new(store, sql_notes);
}

bool sources_write(struct run *run, const char *kind, const struct sources *sources, struct error *err)
{
    struct query *q = run_insert(run, "source"), *sheets = run_insert(run, "source_sheet");
    for (size_t i = 0; i < sources->n; i++) {
        const struct new_source *source = &sources->source[i];
        query_int(q, ":source", source->number);
        query_text(q, ":kind", kind);
        query_text(q, ":file", path_base(source->path));
        query_text(q, ":sha256", source->sha256);
        query_int(q, ":rows", (int64_t)source->rows);
        query_text(q, ":note", source->note);
        query_run(q);
        if (!source->sheet)
            continue;
        query_int(sheets, ":source", source->number);
        query_text(sheets, ":sheet", source->sheet);
        query_run(sheets);
    }
    struct query *options = run_insert(run, "import_option");
    for (size_t i = 0; i < sources->n_options; i++) {
        query_text(options, ":option", sources->options[i].option);
        query_text(options, ":value", sources->options[i].value);
        query_run(options);
    }
    bool ok = query_end(q, err);
    ok = query_end(sheets, ok ? err : NULL) && ok;
    return query_end(options, ok ? err : NULL) && ok;
}

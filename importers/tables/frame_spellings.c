#include "importers/tables/frame_spellings.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/dictionary.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/spellings.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

static const char sql_values[] =
    "SELECT json_extract(extra, :path), count(*) FROM frame WHERE json_extract(extra, :path) IS NOT NULL"
    " GROUP BY 1 ORDER BY 1";
static const char sql_respell[] =
    "UPDATE frame SET extra = json_set(extra, :path, :usual) WHERE json_extract(extra, :path) = :text";
static const char sql_offices[] =
    "SELECT office, count(*) FROM frame WHERE office IS NOT NULL AND office <> '' GROUP BY 1 ORDER BY 1";
static const char sql_respell_office[] = "UPDATE frame SET office = :usual WHERE office = :text";
static const char sql_ids[] = "SELECT \"group\", id FROM frame ORDER BY 1, 2";

/* What is written in several ways in column NAME, whose texts are VALUES, is written as most members have it; that is
 * said.  PATH is NULL for the column office. */
static bool respell(struct store *store, const char *file, const char *name, const char *path, struct issues *issues,
                    struct error *err)
{
    struct spellings *spellings = spellings_new();
    struct query *q = query_new(store, path ? sql_values : sql_offices);
    if (path)
        query_text(q, ":path", path);
    while (query_next(q))
        spellings_add(spellings, query_get_str(q, 0), (size_t)query_get_int(q, 1));
    bool ok = query_end(q, err);
    if (ok && spellings_any(spellings)) {
        char *list = spellings_list(spellings);
        issues_add(
            issues, WARNING, "W305", (struct place){file, NULL, 0, 0},
            _("column \"%s\" writes the same in several ways, which are taken as one, as most members have it: %s"),
            name, list);
        free(list);
        q = query_new(store, path ? sql_values : sql_offices);
        struct query *update = query_new(store, path ? sql_respell : sql_respell_office);
        struct strbuf texts = {0};
        if (path)
            query_text(q, ":path", path);
        while (query_next(q)) /* all of them before any is changed */
            strbuf_add(&texts, query_get_str(q, 0), strlen(query_get_str(q, 0)) + 1);
        ok = query_end(q, err);
        for (const char *text = texts.text; ok && text && text < texts.text + texts.n; text += strlen(text) + 1) {
            const char *usual = spellings_usual(spellings, text);
            if (!strcmp(usual, text))
                continue;
            if (path)
                query_text(update, ":path", path);
            query_text(update, ":usual", usual);
            query_text(update, ":text", text);
            query_run(update);
        }
        strbuf_release(&texts);
        ok = query_end(update, err) && ok;
    }
    spellings_free(spellings);
    return ok;
}

/* Ids of a group that are one id in several ways of writing (a fault), or numbers that differ in zeros before them
 * only, which a spreadsheet takes away (a warning). */
static bool check_ids(struct store *store, const char *file, struct issues *issues, struct error *err)
{
    struct dictionary *folded = dictionary_new();
    struct leading_zeros zeros = {0};
    struct strbuf written = {0};
    size_t n_same = 0;
    struct query *q = query_new(store, sql_ids);
    size_t *at = NULL, room = 0;
    while (query_next(q)) {
        const char *group = query_get_str(q, 0), *id = query_get_str(q, 1);
        bool added;
        char *alike = text_alike(id), *key = xasprintf("%s\x1f%s", group, alike);
        size_t i = dictionary_add(folded, key, strlen(key), &added);
        if (added) {
            at = grow(at, &room, i + 1, sizeof *at);
            at[i] = written.n;
            strbuf_add(&written, id, strlen(id) + 1);
        } else if (n_same++ < 20) {
            issues_add(issues, FAULT, "F308", (struct place){file, NULL, 0, 0},
                       _("group \"%s\": \"%s\" and \"%s\" are one id in two ways of writing; expected one of them"),
                       group, written.text + at[i], id);
        }
        free(key);
        leading_zeros_add(&zeros, group, id);
        free(alike);
    }
    if (zeros.n)
        issues_add(
            issues, WARNING, "W306", (struct place){file, NULL, 0, 0},
            _("ids that differ from others in the zeros before them only, as 0012 and 12 do: %zu, \"%s\" first; a "
              "spreadsheet leaves such zeros out, so two of them may be one person"),
            zeros.n, zeros.first);
    leading_zeros_release(&zeros);
    free(at);
    strbuf_release(&written);
    dictionary_free(folded);
    return query_end(q, err);
}

bool frame_settle_spellings(struct store *store, const char *file, struct issues *issues, struct error *err)
{
    struct strbuf names = {0};
    struct query *q = query_new(store, "SELECT name FROM frame_columns ORDER BY name");
    while (query_next(q))
        strbuf_add(&names, query_get_str(q, 0), strlen(query_get_str(q, 0)) + 1);
    bool ok = query_end(q, err) && respell(store, file, "office", NULL, issues, err);
    for (const char *name = names.text; ok && name && name < names.text + names.n; name += strlen(name) + 1) {
        char *path = xasprintf("$.\"%s\"", name);
        ok = respell(store, file, name, path, issues, err);
        free(path);
    }
    strbuf_release(&names);
    return ok && check_ids(store, file, issues, err);
}

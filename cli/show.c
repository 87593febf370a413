#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "survey/listing.h"
#include "survey/memory.h"
#include "survey/message.h"
#include "survey/tables.h"

/* Columns that are numbers in every table that has them: to the right, with a decimal comma. */
static const char numbers[] =
    "|position|order|rows|n|level|number|run|year|population|drawn|reserves|released|ineligible|issued|returned|valid"
    "|base|factor|weight|final|step|sum|min|max|cv|deff|n_eff|ballots|answers|percent|share|points|pooled|se|appraised"
    "|survey|sipas|socio|bonus|total|other|rank|probability|ticket|entries|size|take|max_points|min_points|cap|from"
    "|floor|floor_level|days|seq|pass|";

static bool is_number(const char *column)
{
    char *key = xasprintf("|%s|", column);
    bool found = strstr(numbers, key) != NULL;
    free(key);
    return found;
}

/* The header a workbook has for this column of TABLE, where it is a definition table. */
static const char *title_of(const char *table, const char *column)
{
    for (enum table_id t = 0; t < N_TABLES && message_is_vietnamese(); t++)
        if (!strcmp(table_specs[t].name, table)) {
            size_t c = table_column(t, column);
            return c == SIZE_MAX ? NULL : table_specs[t].columns[c].vietnamese;
        }
    return NULL;
}

static bool print_listing(const struct arguments *args, struct listing *listing, struct error *err)
{
    size_t n = listing_n_columns(listing);
    struct table_column *columns = xcalloc(n, sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const char *name = listing_column(listing, i);
        columns[i] = (struct table_column){name, title_of(argument_word(args, 1), name), is_number(name)};
    }
    struct table *table = table_new(args, columns, n);
    const char *const *cells;
    struct error local = {0};
    while (listing_next(listing, &cells, &local))
        for (size_t i = 0; i < n; i++)
            if (columns[i].number)
                table_digits(table, cells[i]);
            else
                table_text(table, cells[i]);
    table_close(table);
    free(columns);
    return local.code == E_NONE || error_set(err, local.code, "%s", local.text);
}

static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct store *store = command_open(args, STORE_READ, &err);
    struct listing *listing = store ? listing_open(store, argument_word(args, 1), &err) : NULL;
    bool ok = listing && print_listing(args, listing, &err);
    listing_close(listing);
    store_close(store);
    return command_end(args, ok, NULL, &err);
}

const struct verb verb_show = {
    "show",        N_("print a table of the round: definition, frame, sample, ballots, scores, ..."),
    "ROUND TABLE", VERB_TABLE,
    NULL,          run,
};

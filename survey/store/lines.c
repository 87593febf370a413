#include "survey/store/lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "survey/store/store_inside.h"

#define HIDDEN (INT64_C(1) << 40) /* no file has so many lines: smaller ones stand as they are */

/* The first 40 bits of the commitment of serial and source. */
static int64_t pad(struct store *store, int64_t serial, int64_t source)
{
    char text[48], hex[HASH_HEX];
    int n = snprintf(text, sizeof text, "%" PRId64 "/%" PRId64, serial, source);
    store_commitment(store, ROLE_LINE, text, (size_t)n, hex);
    hex[10] = '\0';
    return strtoll(hex, NULL, 16);
}

int64_t line_hidden(struct store *store, int64_t serial, int64_t source, int64_t line)
{
    return store->plain_lines ? line : HIDDEN + (line ^ pad(store, serial, source));
}

int64_t line_shown(struct store *store, int64_t serial, int64_t source, int64_t line)
{
    return line < HIDDEN ? line : (line - HIDDEN) ^ pad(store, serial, source);
}

void lines_stay_plain(struct store *store, bool plain)
{
    store->plain_lines = plain;
}

static void show_line(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    if (sqlite3_value_type(values[2]) == SQLITE_NULL)
        return;
    sqlite3_result_int64(context, line_shown(sqlite3_user_data(context), sqlite3_value_int64(values[0]),
                                             sqlite3_value_int64(values[1]), sqlite3_value_int64(values[2])));
}

bool lines_make_function(struct store *store)
{
    return sqlite3_create_function(store->db, "line_shown", 3, SQLITE_UTF8 | SQLITE_INNOCUOUS, store, show_line, NULL,
                                   NULL) == SQLITE_OK;
}
